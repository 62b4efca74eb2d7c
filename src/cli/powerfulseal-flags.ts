const noCloudDriver =
  'there is no driver for a cloud; nodes are reached on kind and Minikube, and by `nodeShell` below `cluster:` elsewhere (docs/powerfulseal.md says where a driver would go)';
const noSsh =
  'nothing is done by SSH; commands run on nodes by `execute` on kind and Minikube, and by `nodeShell` below `cluster:` elsewhere';
const noMetrics = 'there are no collectors; verdict.json and journal.ndjson in --out have every number';
const noServer = 'there is no server; report.html in --out shows the run';
const noInventory = 'the inventory is always the cluster; a `matches` of nodeAction chooses from it';
const pauses = 'the file says it: `minSecondsBetweenRuns`, `maxSecondsBetweenRuns` below `config.runStrategy`';

/** What PowerfulSeal's flags have here instead; the ones that exist here as well are not listed. */
const nearest: Readonly<Record<string, string>> = {
  '--config': 'flags stand on the command line, and the file says the same below `cluster:` and `app:`',
  '--silent': '`--format json` prints the verdict alone',
  '--openstack': noCloudDriver,
  '--openstack-cloud-name': noCloudDriver,
  '--aws': noCloudDriver,
  '--azure': noCloudDriver,
  '--azure-resource-group-name': noCloudDriver,
  '--azure-node-resource-group-name': noCloudDriver,
  '--gcp': noCloudDriver,
  '--gcp-config-file': noCloudDriver,
  '--no-cloud': 'that is always so; leave it out',
  '--execution-mode': noSsh,
  '--remote-user': noSsh,
  '--ssh-allow-missing-host-keys': noSsh,
  '--override-ssh-host': noSsh,
  '--use-private-ip': noSsh,
  '--ssh-path-to-private-key': noSsh,
  '--ssh-password': noSsh,
  '--ssh-kill-command': noSsh,
  '--use-pod-delete-instead-of-ssh-kill': 'that is always so; leave it out',
  '--inventory-file': noInventory,
  '--inventory-kubernetes': 'that is always so; leave it out',
  '--kubernetes-namespace': 'a `matches` of podAction names its namespace',
  '--policy-file': 'name the file itself: chaos-gate run FILE',
  '--min-seconds-between-runs': pauses,
  '--max-seconds-between-runs': pauses,
  '--headless': 'that is always so; leave it out',
  '--host': noServer,
  '--port': noServer,
  '--accept-proxy-headers': noServer,
  '--stdout-collector': noMetrics,
  '--prometheus-collector': noMetrics,
  '--prometheus-host': noMetrics,
  '--prometheus-port': noMetrics,
  '--datadog-collector': noMetrics,
};

/** What to do instead of a flag of PowerfulSeal's, in a sentence; undefined for a flag that it does not have either. */
export function explainPowerfulSealFlag(argv: readonly string[]): string | undefined {
  const flag = argv.map(argument => argument.split('=', 1)[0] ?? '').find(name => Object.hasOwn(nearest, name));
  return flag && `${flag} is PowerfulSeal's: ${nearest[flag]}`;
}
