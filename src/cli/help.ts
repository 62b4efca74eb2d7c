import { defaultOut } from '../options.ts';

/** What `chaos-gate --help` prints. */
export const helpText = `chaos-gate: gate a build on chaos experiments

  chaos-gate run FILE...        bring a cluster up, deploy the app, experiment, judge, report
  chaos-gate validate FILE...   check scenario files; touches no cluster
  chaos-gate plan FILE...       what a run would hit on the cluster; injects nothing
  chaos-gate report DIR         make the verdict and the reports again from DIR/journal.ndjson
  chaos-gate compare DIR DIR    is the later run worse than the earlier one? 0 no, 1 yes, 2 cannot tell
  chaos-gate undo DIR           put back what a run that crashed left in place
  chaos-gate up, down           bring a cluster up and keep it (prints its kubeconfig's path); take it down
  chaos-gate init [PATH...]     write a first scenario file for the workloads of manifests, or of a cluster
  chaos-gate import FILE        make a scenario file of PowerfulSeal, Chaos Toolkit, Chaos Mesh or Litmus
  chaos-gate schema [NAME]      print the JSON Schema of scenarios (default), of verdict (verdict.json) or journal
  chaos-gate doctor [FILE...]   what this machine and cluster can do, with the remedy; --role prints the ClusterRole

FILE is a scenario file, a folder of them, or - for standard input.

  --cluster embedded|kind|minikube|existing   default: what the file says, else embedded
  --nodes N  --node-image REF  --kubernetes-version V  --name NAME
  --kubeconfig PATH  --context NAME  --allow-context NAME   for an existing cluster
  --keep                    leave the cluster
  --app PATH                manifest, folder or kustomization to deploy; repeatable
  --image REF               load onto every node; repeatable
  --scenario NAME           only these; repeatable; * matches anything, ? one character
  --seed N                  the same seed chooses the same victims
  --compat strict|legacy    legacy reproduces PowerfulSeal's outcome
  --fail-on refuted|inconclusive   default inconclusive: both are red
  --timeout 15m             for the whole run     --deploy-timeout 120s   until the app is ready
  --out DIR                 default ${defaultOut}
  --out-file NAME           of init (default chaos-gate.yml) and import; never overwritten, - for standard output
  --format pretty|plain|json   default: pretty on a terminal, else plain; sarif as well for validate
  --fix                     of validate: write into the files what is certain
  --margin-success 2%  --margin-p95 20%  --margin-recovery 20%  --confidence 95%   for compare
  --grafana-url URL         for report: put the run and its faults there as annotations (GRAFANA_TOKEN)
  -v, --verbose             every sample and event, as the journal gets it
  --version                 -h, --help

Exit codes: 0 upheld, 1 refuted, 2 inconclusive, 3 invalid input, 4 infrastructure, 5 residue,
130/143 interrupted by SIGINT / by SIGTERM or SIGHUP.
`;
