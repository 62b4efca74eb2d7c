// Takes minikube's place on PATH, which cannot be had everywhere: notes its argv in $STAND_IN/calls and answers as minikube's
// documentation says (minikube.sigs.k8s.io/docs/commands). The API and the nodes behind it are an embedded cluster's.
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';

const argv = process.argv.slice(2);
const file = name => join(process.env.STAND_IN, name);
appendFileSync(file('calls'), `${JSON.stringify(argv)}\n`);
const option = name => argv[argv.indexOf(name) + 1];
const profile = option('--profile');
const stopped = node => existsSync(file(`stopped-${node}`));
const print = value => console.log(typeof value === 'string' ? value : JSON.stringify(value));

/** Asks the embedded cluster, which has the machines' part here. */
async function ask(path, body) {
  const { clusters, users } = JSON.parse(readFileSync(file('kubeconfig.template'), 'utf8'));
  const { cluster } = clusters[0];
  const ca = Buffer.from(cluster['certificate-authority-data'], 'base64');
  const headers = { authorization: `Bearer ${users[0].user.token}`, 'content-type': 'application/json' };
  const options = { method: body ? 'POST' : 'GET', ca, headers };
  const answer = await new Promise((resolve, reject) => {
    const asked = request(new URL(path, cluster.server), options, resolve).once('error', reject);
    asked.end(body && JSON.stringify(body));
  });
  return await json(answer);
}

async function listTasks(node) {
  const { items } = await ask(`/api/v1/pods?fieldSelector=spec.nodeName%3D${node}`);
  const ids = items.flatMap(({ status }) =>
    (status.containerStatuses ?? []).map(({ containerID = '' }) => containerID.replace(/^.*:\/\//, '')),
  );
  const taskLine = async id => {
    const { state, pid, stopped } = await ask(`/chaos-gate/v1/nodes/${node}/containers/${id}`);
    return state === 'running' ? `${id}    ${pid}    ${stopped ? 'PAUSED' : 'RUNNING'}` : '';
  };
  const running = await Promise.all(ids.filter(Boolean).map(taskLine));
  return ['TASK    PID     STATUS', 'old    4712    STOPPED', ...running.filter(Boolean)].join('\n');
}

async function killTask(node, signal, id) {
  const { result } = await ask(`/chaos-gate/v1/nodes/${node}/containers/${id}/signal`, { signal });
  if (result !== 'sent') fail(`ctr: task ${id} not found: not found`, 1);
}

function fail(sentence, status) {
  console.error(sentence);
  console.error(`ssh: Process exited with status ${status}`);
  process.exit(1);
}

const commands = {
  'profile list': () => {
    const valid = existsSync(file('profile'))
      ? [{ Name: readFileSync(file('profile'), 'utf8'), Status: 'Running', Config: {} }]
      : [];
    print({ invalid: [], valid });
  },
  start: () => {
    const event = (type, data) => print({ specversion: '1.0', type: `io.k8s.sigs.minikube.${type}`, data });
    if (existsSync(file('no-driver'))) {
      event('step', {
        currentstep: '0',
        message: 'minikube v1.37.0\n',
        name: 'Initial Minikube Setup',
        totalsteps: '19',
      });
      event('error', {
        advice: 'Install a driver',
        exitcode: '69',
        issues: '',
        message: 'Unable to pick a default driver.',
        name: 'DRV_NOT_DETECTED',
        url: '',
      });
      process.exit(69);
    }
    const config = readFileSync(file('kubeconfig.template'), 'utf8').replaceAll('PROFILE', profile);
    writeFileSync(process.env.KUBECONFIG, config);
    writeFileSync(file('profile'), profile);
  },
  status: () => {
    const node = option('--node');
    const word = stopped(node) ? 'Stopped' : 'Running';
    print({ Name: node, Host: word, Kubelet: word, APIServer: 'Irrelevant', Kubeconfig: 'Irrelevant', Worker: true });
    process.exitCode = stopped(node) ? 7 : 0;
  },
  'node stop': () => writeFileSync(file(`stopped-${argv[2]}`), ''),
  'node start': () => rmSync(file(`stopped-${argv[2]}`)),
  ssh: async () => {
    const line = argv.slice(argv.indexOf('--') + 1).join(' ');
    const node = option('--node');
    const [, signal, id] = /tasks kill --signal (\S+) (\S+)/.exec(line) ?? [];
    const [, change, frozen] = /tasks (pause|resume) (\S+)/.exec(line) ?? [];
    if (line.includes('tasks list')) print(await listTasks(node));
    else if (id) await killTask(node, signal, id);
    else if (frozen) await killTask(node, change === 'pause' ? 'SIGSTOP' : 'SIGCONT', frozen);
    else if (line.includes('MainPID')) print('812');
    else if (line.includes('false')) fail('', 3);
    else print(line);
  },
  'image load': () => {},
  'image build': () => ask('/chaos-gate/v1/images', { image: option('--tag'), build: argv[argv.indexOf('--tag') + 2] }),
  logs: () => writeFileSync(option('--file'), `logs of ${profile}, password: hunter22\n`),
  delete: () => rmSync(file('profile'), { force: true }),
};
await (commands[argv.slice(0, 2).join(' ')] ?? commands[argv[0]])();
