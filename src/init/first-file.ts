import type { V1Service } from '@kubernetes/client-node';
import { commented, type DraftMap } from '../draft/draft.ts';
import { killScenario } from './kill-scenario.ts';
import type { Landscape } from './landscape.ts';
import { mannerOf } from './manner.ts';
import type { ServiceProbe } from './service-probe.ts';
import { watchReplicas, watchService } from './steady-state.ts';

/** What a first file is made of. */
export interface FirstFile {
  readonly landscape: Landscape;
  readonly probes: ReadonlyMap<V1Service, ServiceProbe>;
  /** Where it runs and what is deployed: of a folder of manifests `app`, of a cluster `cluster`. */
  readonly surroundings: DraftMap;
}

/** Lines before the file itself. */
export function headOf(from: string): string[] {
  return [
    `A first scenario file for ${from}, by chaos-gate init. It is yours: change it, it is never written over.`,
    '',
    '  chaos-gate validate FILE   says what is wrong or weak in it, without a cluster',
    '  chaos-gate plan FILE       says which pods a run would hit',
    '  chaos-gate run FILE        does it, and ends with 0 when every hypothesis is upheld',
  ];
}

/** A scenario for each workload that can lose a pod, watched by a probe for each Service. Pure; the same input, the same file. */
export function draftFirstFile({ landscape, probes, surroundings }: FirstFile): DraftMap {
  const { services, workloads } = landscape;
  const manner = mannerOf(landscape);
  const unknown: ServiceProbe = { kind: 'none', why: 'nobody looked at it' };
  return {
    ...surroundings,
    config: commented({ runStrategy: { runs: 1 }, seed: 1 }, ['The same seed chooses the same victims.']),
    defaults: commented(
      {
        steadyState: [
          ...services.map(service => watchService(service, probes.get(service) ?? unknown, manner)),
          ...workloads.filter(({ replicas }) => replicas > 0).map(workload => watchReplicas(workload, manner)),
        ],
        baseline: commented({ for: '3s' }, [
          'Before the fault: what does not hold here is no result of the fault, nothing is injected then.',
        ]),
        method: commented({ for: '10s' }, ['With the fault: long enough to see the pod go and its replacement come.']),
        recovery: commented({ within: manner.lenient ? '30s' : '60s', stableFor: '3s' }, [
          'After it: all of it has to hold again within this time.',
        ]),
      },
      ['What every scenario below watches: what the users of the app need, from before the fault until after it.'],
    ),
    scenarios: workloads.map(workload => killScenario(workload, manner)),
  };
}
