import type { GroupAnswers } from './answer.ts';
import type { Connection } from './connection.ts';
import type { Kubectl } from './kubectl-command.ts';
import type { RequestGroup } from './requests/request.ts';
import { runGroup } from './run-group.ts';

/** Most of a group's time is waiting for Pods; more at once only makes them late. */
const atOnce = 4;

/**
 * Starts the groups, a few at a time, and those that must be alone after all others. Each group's answers come as a
 * promise of its own, so that one that fails does not hide the others.
 */
export function runGroups(
  connection: Connection,
  groups: readonly RequestGroup[],
  kubectl: Kubectl | undefined,
): ReadonlyMap<RequestGroup, Promise<GroupAnswers>> {
  const pending = groups.map(group => ({ group, ...Promise.withResolvers<GroupAnswers>() }));
  for (const { promise } of pending) promise.catch(() => {});
  const queue = pending.filter(({ group }) => !group.alone);
  const work = async (own: typeof pending) => {
    for (let next = own.shift(); next; next = own.shift())
      await runGroup(connection, next.group, kubectl).then(next.resolve, next.reject);
  };
  const workers = Array.from({ length: atOnce }, () => work(queue));
  Promise.all(workers).then(() => work(pending.filter(({ group }) => group.alone)));
  return new Map(pending.map(({ group, promise }) => [group, promise]));
}
