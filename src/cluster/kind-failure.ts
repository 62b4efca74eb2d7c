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
    pattern: /failed to pull image|manifest unknown|pull access denied/i,
    sentence:
      'the node image cannot be pulled: name one that is on this machine or in a registry it reaches with --node-image',
  },
  { pattern: /node\(s\) already exist for a cluster/i, sentence: 'a cluster of that name appeared meanwhile' },
  {
    pattern: /rootless|Running kind with rootless provider requires/i,
    sentence:
      'the container engine is rootless and lacks the cgroup delegation that kind needs (kind.sigs.k8s.io/docs/user/rootless)',
  },
  { pattern: /Cannot connect to the Docker daemon/i, sentence: 'the container engine does not answer' },
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
