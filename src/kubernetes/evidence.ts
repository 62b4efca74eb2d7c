import type {
  CoreV1EventList,
  V1ContainerStatus,
  V1NodeList,
  V1Pod,
  V1PodList,
  V1SecretList,
} from '@kubernetes/client-node';
import { InfrastructureFailure } from '../errors.ts';
import type { ApiConnection } from './access.ts';
import { readJson } from './connect.ts';
import { describeEvents, describeNode, describePod, describePodInFull } from './describe-objects.ts';
import { type EvidenceFile, openEvidenceBundle } from './evidence-bundle.ts';
import { listPodsByLabels } from './list-pods.ts';
import { redact } from './redaction.ts';
import { secretValues } from './secret-forms.ts';

/** Log lines kept of each container. */
const tailLines = 200;
/** Pods in trouble that are looked at closely. */
const maxPods = 40;
const goldpingerTimeoutMs = 3_000;

/** Goldpinger pods whose raw answers belong to the evidence. */
export interface GoldpingerPods {
  readonly namespace: string;
  readonly selector: string;
  readonly port: number;
}

/**
 * What a cluster says about itself: events, nodes, pods; in full the pods that restarted, failed or are not ready, with their
 * last log lines; Goldpinger's raw answers. Without secrets: without the values of the Secrets in these pods' namespaces, and
 * without what looks like one. Bounded in size. What cannot be had is said in `evidence.txt`, not thrown.
 */
export async function collectEvidence(
  connection: ApiConnection,
  signal: AbortSignal,
  goldpingers: readonly GoldpingerPods[] = [],
): Promise<EvidenceFile[]> {
  const bundle = openEvidenceBundle();
  const get = <T>(path: string, asking: string) => readJson<T>(connection, { path, asking, signal });

  const pods = await bundle.attempt(
    'pods',
    [] as V1Pod[],
    async () => (await get<V1PodList>('/api/v1/pods', 'pods')).items,
  );
  const troubled = pods.filter(isInTrouble);
  const secrets = await readSecrets(troubled);
  const add = (file: string, text: string) => bundle.add(file, redact(text, secrets));

  async function readSecrets(of: readonly V1Pod[]): Promise<string[]> {
    const namespaces = [...new Set(of.map(({ metadata }) => metadata?.namespace ?? ''))];
    const values = namespaces.map(namespace =>
      bundle.attempt(`the Secrets of ${namespace}; only what looks like a secret is redacted`, [], async () => {
        const { items } = await get<V1SecretList>(`/api/v1/namespaces/${namespace}/secrets`, 'secrets');
        return secretValues(items);
      }),
    );
    return (await Promise.all(values)).flat().sort((a, b) => b.length - a.length);
  }

  async function addPod(pod: V1Pod): Promise<void> {
    const { namespace = '', name = '' } = pod.metadata ?? {};
    add(`${namespace}_${name}.yaml`, describePodInFull(pod));
    for (const status of (pod.status?.containerStatuses ?? []).filter(isTroubled))
      for (const previous of status.restartCount > 0 ? [false, true] : [false]) {
        const asking = `log of ${namespace}/${name} ${status.name}${previous ? ' before its restart' : ''}`;
        const query = { container: status.name, previous, tailLines };
        await bundle.attempt(asking, undefined, async () => {
          const text = await read(`/api/v1/namespaces/${namespace}/pods/${name}/log`, asking, { query });
          add(`${namespace}_${name}_${status.name}${previous ? '.previous' : ''}.log`, text);
        });
      }
  }

  async function addGoldpinger({ namespace, selector, port }: GoldpingerPods): Promise<void> {
    for (const { metadata } of await listPodsByLabels(connection, namespace, selector, signal)) {
      const asking = `Goldpinger's answer of ${metadata?.name}`;
      const path = `/api/v1/namespaces/${namespace}/pods/${metadata?.name}:${port}/proxy/check`;
      await bundle.attempt(asking, undefined, async () => {
        add(`goldpinger_${metadata?.name}.json`, await read(path, asking, { timeoutMs: goldpingerTimeoutMs }));
      });
    }
  }

  async function read(
    path: string,
    asking: string,
    more: Partial<Parameters<typeof connection.send>[0]>,
  ): Promise<string> {
    const { status, body } = await connection.send({ path, asking, signal, ...more });
    if (status !== 200) throw new InfrastructureFailure(`${status} ${redact(body, secrets)}`);
    return body;
  }

  add('pods.txt', pods.map(describePod).join('\n'));
  await bundle.attempt('events', undefined, async () => {
    add('events.txt', describeEvents((await get<CoreV1EventList>('/api/v1/events', 'events')).items));
  });
  await bundle.attempt('nodes', undefined, async () => {
    add('nodes.txt', (await get<V1NodeList>('/api/v1/nodes', 'nodes')).items.map(describeNode).join('\n'));
  });
  for (const pod of troubled.slice(0, maxPods)) await addPod(pod);
  if (troubled.length > maxPods) bundle.say(`${troubled.length - maxPods} more pods are in trouble: left out`);
  for (const own of goldpingers)
    await bundle.attempt(`Goldpinger of ${own.namespace}`, undefined, () => addGoldpinger(own));
  return bundle.files();
}

function isInTrouble({ status }: V1Pod): boolean {
  if (status?.phase === 'Succeeded') return false;
  return status?.phase !== 'Running' || (status.containerStatuses ?? []).some(isTroubled);
}

function isTroubled({ state, restartCount, ready }: V1ContainerStatus): boolean {
  return !state?.running || restartCount > 0 || !ready;
}
