import { readFileSync, statfsSync } from 'node:fs';
import { arch, availableParallelism, release, totalmem } from 'node:os';
import type { ResourceTypes } from '../../api/cluster-api.ts';
import { RUNTIME, timestamp } from '../container/container-status.ts';

export type Node = ResourceTypes['nodes'];

export interface NodeDescription {
  readonly name: string;
  readonly address: string;
  readonly controlPlane: boolean;
  /** Of several nodes the control plane takes no ordinary pods; a single one has to. */
  readonly tainted: boolean;
  readonly zone?: string;
  /** `v1.34.4` */
  readonly version: string;
}

const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };
const MAX_PODS = '110';
const REGION = 'embedded';

/** The names that kind gives to the nodes of a cluster: `NAME-control-plane`, `NAME-worker`, `NAME-worker2`, … */
export function nodeNames(cluster: string, count: number): string[] {
  const workers = Array.from({ length: count - 1 }, (_, index) => `${cluster}-worker${index === 0 ? '' : index + 1}`);
  return [`${cluster}-control-plane`, ...workers];
}

/** A Node as its kubelet registers it: this machine, as every node of kind is. */
export function nodeObject({ name, address, controlPlane, tainted, zone, version }: NodeDescription): Node {
  const architecture = ARCHITECTURES[arch()] ?? arch();
  const resources = machineResources();
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'beta.kubernetes.io/arch': architecture,
        'beta.kubernetes.io/os': 'linux',
        'kubernetes.io/arch': architecture,
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        ...(controlPlane ? { 'node-role.kubernetes.io/control-plane': '' } : {}),
        ...(zone ? { 'topology.kubernetes.io/region': REGION, 'topology.kubernetes.io/zone': zone } : {}),
      },
      annotations: {
        'chaos-gate/not-enforced':
          'cpu limits, ephemeral storage limits, users and read-only file systems of containers',
      },
    },
    spec: tainted ? { taints: [{ effect: 'NoSchedule', key: 'node-role.kubernetes.io/control-plane' }] } : {},
    status: {
      addresses: [
        { address, type: 'InternalIP' },
        { address: name, type: 'Hostname' },
      ],
      allocatable: resources,
      capacity: resources,
      conditions: nodeConditions(),
      daemonEndpoints: { kubeletEndpoint: { Port: 0 } } as never,
      images: [],
      nodeInfo: {
        architecture,
        bootID: readText('/proc/sys/kernel/random/boot_id'),
        containerRuntimeVersion: `${RUNTIME}://${version.replace(/^v/, '')}`,
        kernelVersion: release(),
        kubeProxyVersion: '',
        kubeletVersion: version,
        machineID: readText('/etc/machine-id'),
        operatingSystem: 'linux',
        osImage: /^PRETTY_NAME="(.*)"$/m.exec(readText('/etc/os-release'))?.[1] ?? 'Linux',
        systemUUID: '',
      },
    },
  };
}

/** What a healthy kubelet says of its node. */
export function nodeConditions(before: readonly { type: string; status: string; lastTransitionTime?: string }[] = []) {
  const now = timestamp(Date.now());
  const condition = (type: string, status: string, reason: string, message: string) => {
    const earlier = before.find(one => one.type === type);
    const since = earlier?.status === status ? earlier.lastTransitionTime : undefined;
    return { type, status, reason, message, lastHeartbeatTime: now, lastTransitionTime: since ?? now };
  };
  return [
    condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
    condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
    condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
  ];
}

function machineResources(): Record<string, string> {
  const { blocks, bsize } = statfsSync('/');
  return {
    cpu: String(availableParallelism()),
    'ephemeral-storage': `${Math.floor((blocks * bsize) / 1024)}Ki`,
    'hugepages-1Gi': '0',
    'hugepages-2Mi': '0',
    memory: `${Math.floor(totalmem() / 1024)}Ki`,
    pods: MAX_PODS,
  };
}

/** Empty where the machine has no such file. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
