import { CommandFailed, InfrastructureFailure, messageOf } from '../errors.ts';

/** Known ways in which `kind create cluster` fails, by what it prints, with the remedy. kind.sigs.k8s.io/docs/user/known-issues. */
const knownFailures: readonly { readonly pattern: RegExp; readonly sentence: string }[] = [
  {
    pattern: /too many open files|inotify/i,
    sentence:
      'the machine has too few inotify watches: raise fs.inotify.max_user_watches to 524288 and fs.inotify.max_user_instances to 512',
  },
  {
    pattern: /port is already allocated|address already in use/i,
    sentence: 'a port that the cluster needs is taken by another program',
  },
  { pattern: /no space left on device/i, sentence: 'the disk is full: docker system prune frees space' },
  {
    pattern: /toomanyrequests|rate limit/i,
    sentence:
      'the registry refuses to give the node image for now (rate limit): log in to it, or name an image that is on this machine with --node-image',
  },
  {
    pattern: /failed to pull image|manifest unknown|pull access denied/i,
    sentence:
      'the node image cannot be pulled: name one that is on this machine or in a registry it reaches with --node-image',
  },
  { pattern: /node\(s\) already exist for a cluster/i, sentence: 'a cluster of that name appeared meanwhile' },
  {
    pattern: /failed to get IPv6 address for node|Cannot read IPv6 setup for bridge|ip6tables/i,
    sentence:
      'IPv6 is not available to containers here: enable it in the kernel and the engine, or use networking.ipFamily ipv4',
  },
  {
    pattern: /non-overlapping|address pools have been fully subnetted/i,
    sentence: 'the container engine has no free network for the nodes: docker network prune removes unused ones',
  },
  {
    pattern: /bind source path does not exist|invalid mount config/i,
    sentence: 'a folder of extraMounts is not on this machine',
  },
  {
    pattern: /rootless/i,
    sentence:
      'the container engine is rootless and lacks the cgroup delegation that kind needs (kind.sigs.k8s.io/docs/user/rootless)',
  },
  {
    pattern: /permission denied while trying to connect to the docker/i,
    sentence: 'this user may not use the container engine: add it to the group docker, or run as one that may',
  },
  { pattern: /Cannot connect to the Docker daemon/i, sentence: 'the container engine does not answer' },
  {
    pattern: /failed to (init|join) node with kubeadm/i,
    sentence:
      "a node did not come up in the time that kubeadm gives it: the machine has too little memory or CPU, or the node image does not fit this kind; logs/kind has the kubelet's log",
  },
];

/** kind gave a node a fixed time to boot, and it took longer; a second attempt mostly works. */
export function isBootFlake(error: unknown): boolean {
  return error instanceof CommandFailed && /could not find a (log )?line that matches/i.test(error.stderr);
}

/** A failed creation in one sentence, with the remedy where it is known. */
export function explainKindFailure(error: unknown): InfrastructureFailure {
  const stderr = error instanceof CommandFailed ? error.stderr : '';
  const known = knownFailures.find(({ pattern }) => pattern.test(stderr));
  const said = /^ERROR: (.*)$/m.exec(stderr)?.[1];
  const why = known ? `${known.sentence}${said ? ` (${said})` : ''}` : (said ?? messageOf(error));
  return new InfrastructureFailure(`kind could not create the cluster: ${why}`, { cause: error });
}
