import { randomBytes } from 'node:crypto';
import type { V1ConfigMap } from '@kubernetes/client-node';
import { Interrupted, messageOf } from './errors.ts';
import type { KubernetesAccess } from './kubernetes/access.ts';
import { ApiFailure } from './kubernetes/api-failure.ts';
import { readJson } from './kubernetes/connect.ts';
import { gateLabel } from './kubernetes/gate-label.ts';
import { watchObjects } from './kubernetes/watch-objects.ts';
import type { Run } from './run.ts';
import type { UndoEntry } from './undo/undo-journal.ts';
import { undoEntry } from './undo/undo-pending.ts';

const annotation = 'chaos-gate.io/stop';
const namespace = 'default';
const collection = `/api/v1/namespaces/${namespace}/configmaps`;

/**
 * Puts a ConfigMap of the run into the cluster: whoever may write there can stop the run by an annotation, as SIGINT does,
 * without a way to the machine it runs on. Taken away when disposed; its undo is written ahead. Where the API does not
 * allow it, there is no such button, and the journal says so.
 */
export async function installStopButton(run: Run, kubernetes: KubernetesAccess): Promise<AsyncDisposable> {
  const name = `chaos-gate-run-${randomBytes(4).toString('hex')}`;
  const entry: UndoEntry = {
    type: 'undo',
    id: 'stop-button',
    experiment: -1,
    description: `delete ConfigMap ${namespace}/${name}`,
    operation: { kind: 'deleteObjects', paths: [`${collection}/${name}`] },
  };
  run.undoJournal.write(entry);
  try {
    await create(name, run, kubernetes);
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    run.undoJournal.write({ type: 'done', id: entry.id });
    run.say('progress', `there is no stop button in the cluster: ${messageOf(error)}`);
    return { async [Symbol.asyncDispose]() {} };
  }
  run.say('progress', `to stop this run: kubectl -n ${namespace} annotate configmap ${name} ${annotation}=yes`);
  const stop = new AbortController();
  const watching = watch(name, run, kubernetes, stop.signal);
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await watching;
      await undoEntry(entry, run.undoJournal, kubernetes);
    },
  };
}

async function create(name: string, { clock, signal }: Run, kubernetes: KubernetesAccess): Promise<void> {
  await readJson<unknown>(kubernetes, {
    method: 'POST',
    path: collection,
    body: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, labels: { [gateLabel]: 'run' } },
      data: { startedAt: clock.startedAt.toISOString() },
    },
    asking: `ConfigMap ${namespace}/${name}`,
    signal,
  });
}

async function watch(name: string, run: Run, kubernetes: KubernetesAccess, stop: AbortSignal): Promise<void> {
  const target = { path: collection, fieldSelector: `metadata.name=${name}`, asking: `ConfigMap ${namespace}/${name}` };
  try {
    await watchObjects<V1ConfigMap>(kubernetes, target, AbortSignal.any([run.signal, stop]), event => {
      const found = event.type === 'listed' ? event.objects[0] : event.object;
      if (event.type !== 'deleted' && found?.metadata?.annotations?.[annotation] !== undefined)
        run.stop(new Interrupted('SIGINT', `the annotation ${annotation}`));
    });
  } catch (error) {
    run.say('warning', `the stop button does not work any more: ${messageOf(error)}`);
  }
}
