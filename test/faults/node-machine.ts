import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import type { NodeDoor } from '../../src/cluster/cluster.ts';
import { commandOperations, runThrough } from '../../src/cluster/node-command.ts';
import type { RunOnNode } from '../../src/cluster/run-on-node.ts';
import type { Peers } from '../../src/faults/lasting/network-action/peers.ts';

/** A machine as kind's nodes are, without Kubernetes: systemd, a kernel's network, two pods' network namespaces. */
export interface NodeMachine extends Disposable {
  readonly name: string;
  readonly door: NodeDoor;
  readonly victim: V1Pod;
  readonly everybody: Peers;
  /** The other pod. */
  readonly peer: Peers;
  /** Everybody, of whom the other pod takes connections where name servers do. */
  readonly names: Peers;
  /** Runs a program on the machine; returns what it printed. Throws when it fails. */
  run(...argv: string[]): string;
}

/** A machine without any pods, and the way into it. */
export interface BareMachine {
  readonly name: string;
  /** What stands before a program and its arguments, so that it runs on the machine. */
  readonly way: readonly string[];
  readonly stop: () => void;
}

/** A server that answers any request, on each port that it is given, in what every such image has. */
const server = `
use IO::Socket::INET; $SIG{CHLD} = 'IGNORE';
my $port = shift; while (@ARGV) { last unless fork; $port = shift }
my $listener = IO::Socket::INET->new(LocalPort => $port, Listen => 500, ReuseAddr => 1) or die;
while (my $client = $listener->accept) {
  my $child = fork;
  if (!$child) {
    my $read = ''; while ($read !~ /\\r\\n\\r\\n/) { sysread($client, my $more, 65536) or last; $read .= $more }
    print $client "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nConnection: close\\r\\n\\r\\n"; close $client; exit
  }
  close $client
}
`;
const addresses = { victim: '10.77.1.2', peer: '10.77.2.2' };
/** 53: somebody who takes connections as name servers do. */
const ports = { victim: ['8080'], peer: ['8080', '9090', '53'] };

/** Starts a container of a node image; what fails throws. */
export async function startContainer(image: string): Promise<BareMachine> {
  const name = `chaos-gate-machine-${process.pid}`;
  const docker = (...argv: string[]) => execFileSync('docker', argv, { encoding: 'utf8', env: process.env }).trim();
  const unconfined = ['--privileged', '--security-opt', 'seccomp=unconfined', '--security-opt', 'apparmor=unconfined'];
  docker(
    'run',
    '--detach',
    '--rm',
    '--name',
    name,
    ...unconfined,
    '--tmpfs',
    '/tmp',
    '--tmpfs',
    '/run',
    '--volume',
    '/var',
    image,
  );
  return { name, way: ['docker', 'exec', name], stop: () => void docker('rm', '--force', '--volumes', name) };
}

/** Gives a machine the network namespaces of two pods and servers in them; what fails throws, and stops it. */
export async function addPods(machine: BareMachine): Promise<NodeMachine> {
  const { name, way, stop } = machine;
  const run = (...argv: string[]) => {
    const [program = '', ...rest] = [...way, ...argv];
    return execFileSync(program, rest, { encoding: 'utf8', env: process.env }).trim();
  };
  try {
    for (let looks = 0; looks < 100; looks++) {
      if (isUp(() => run('systemctl', 'is-system-running'))) break;
      await delay(200);
    }
    run('systemd-run', '--quiet', '--unit=serve-node', 'perl', '-e', server.replaceAll('$', '$$$$'), '8080');
    run('sysctl', '--quiet', '--write', 'net.ipv4.ip_forward=1');
    for (const [index, pod] of (['victim', 'peer'] as const).entries()) {
      const network = `10.77.${index + 1}`;
      run('ip', 'netns', 'add', `cni-${pod}`);
      run('ip', 'link', 'add', `to-${pod}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', `cni-${pod}`);
      run('ip', 'addr', 'add', `${network}.1/24`, 'dev', `to-${pod}`);
      run('ip', 'link', 'set', `to-${pod}`, 'up');
      run('ip', '-n', `cni-${pod}`, 'addr', 'add', `${network}.2/24`, 'dev', 'eth0');
      for (const link of ['eth0', 'lo']) run('ip', '-n', `cni-${pod}`, 'link', 'set', link, 'up');
      run('ip', '-n', `cni-${pod}`, 'route', 'add', 'default', 'via', `${network}.1`);
      const start = ['systemd-run', '--quiet', `--unit=serve-${pod}`, 'ip', 'netns', 'exec', `cni-${pod}`];
      run(...start, 'perl', '-e', server.replaceAll('$', '$$$$'), ...ports[pod]);
    }
  } catch (error) {
    stop();
    throw error;
  }
  return {
    name,
    door: openDoor(way, run),
    victim: podOf(name, 'victim'),
    everybody: { pods: undefined, members: [], divided: [], services: [serviceOf('victim'), serviceOf('peer')] },
    peer: { pods: [addresses.peer], members: [podOf(name, 'peer')], divided: [], services: [serviceOf('peer')] },
    names: { pods: undefined, members: [], divided: [], services: [serviceOf('peer', 53)] },
    run,
    [Symbol.dispose]: stop,
  };
}

function isUp(ask: () => string): boolean {
  try {
    return ask() === 'running';
  } catch {
    return false;
  }
}

function openDoor(way: BareMachine['way'], run: NodeMachine['run']): NodeDoor {
  const through: RunOnNode = (_node, argv, signal) => runThrough([...way, ...argv], { signal, timeoutMs: 60_000 });
  return {
    ...commandOperations(through),
    refusal: () => undefined,
    // There is no containerd behind these pods: systemd knows their processes.
    async containerState({ containerId }) {
      const unit = `serve-${containerId.split('//')[1]}`;
      return {
        state: 'running' as const,
        stopped: false,
        pid: Number(run('systemctl', 'show', '--property', 'MainPID', '--value', unit)),
      };
    },
  } as Partial<NodeDoor> as unknown as NodeDoor;
}

function podOf(node: string, name: 'victim' | 'peer'): V1Pod {
  return {
    metadata: { name, namespace: 'shop', uid: name },
    spec: { nodeName: node, containers: [{ name: 'server', ports: [{ containerPort: 8080 }] }] },
    status: {
      podIP: addresses[name],
      containerStatuses: [
        {
          name: 'server',
          state: { running: {} },
          containerID: `containerd://${name}`,
          image: '',
          imageID: '',
          ready: true,
          restartCount: 0,
        },
      ],
    },
  };
}

function serviceOf(name: 'victim' | 'peer', port = 8080): Peers['services'][number] {
  const address = addresses[name];
  return { service: `shop/${name}`, clusterIP: address, port, endpoints: [{ address, port }] };
}
