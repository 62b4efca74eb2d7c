import type { V1Pod, V1PodList } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../../../errors.ts';
import { ApiFailure } from '../../../kubernetes/api-failure.ts';
import { readJson } from '../../../kubernetes/connect.ts';
import { embeddedNetwork } from '../../sentinel/embedded-sentinel.ts';
import type { LastingFaultContext, PreflightContext } from '../lasting-fault.ts';
import type { Witness } from './witness.ts';

/** There is a Service of that name in every cluster. */
const name = 'kubernetes.default.svc.cluster.local';

type Outcome = 'found' | 'missing' | 'unreachable';

/** A pod of the embedded cluster cannot look up what it could before. */
export function lookupWitness(context: LastingFaultContext): Witness {
  return {
    async begin() {
      const seen = await lookUp(context);
      if (seen?.outcome !== 'found')
        throw new InfrastructureFailure(
          seen ? `${name} is ${seen.outcome} for ${seen.pod} even before` : `no pod runs that could look ${name} up`,
        );
    },
    async look() {
      const seen = await lookUp(context);
      return seen?.outcome === 'unreachable' ? `${seen.pod} cannot look ${name} up any more` : undefined;
    },
  };
}

export async function refuseLookups(context: PreflightContext): Promise<string | undefined> {
  const pods = await runningPods(context);
  return pods.length > 0 ? undefined : 'no pod runs that could look a name up: nothing would prove that it cannot';
}

/** As the processes of some pod that runs now; undefined: none does. */
async function lookUp(context: PreflightContext): Promise<{ outcome: Outcome; pod: string } | undefined> {
  for (const { metadata, status } of await runningPods(context)) {
    const pod = `pod ${metadata?.namespace}/${metadata?.name}`;
    try {
      const { outcome } = await readJson<{ outcome: Outcome }>(context.kubernetes, {
        method: 'POST',
        path: `${embeddedNetwork}/lookup`,
        body: { from: status?.podIP, name },
        asking: `${name}, as ${pod} looks it up`,
        signal: context.signal,
      });
      return { outcome, pod };
    } catch (error) {
      // It went meanwhile, with its address: another one is asked.
      if (!(error instanceof ApiFailure)) throw error;
    }
  }
  return undefined;
}

async function runningPods({ kubernetes, signal }: PreflightContext): Promise<V1Pod[]> {
  const { items } = await readJson<V1PodList>(kubernetes, { path: '/api/v1/pods', asking: 'pods', signal });
  return items.filter(
    ({ metadata, status }) => !metadata?.deletionTimestamp && status?.phase === 'Running' && status.podIP,
  );
}
