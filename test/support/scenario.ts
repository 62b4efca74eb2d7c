/** What a test changes of the scenario that is upheld on the healthy test app. */
export interface ScenarioParts {
  readonly steps?: unknown;
  readonly steadyState?: unknown;
  readonly recovery?: unknown;
  /** Further keys of the scenario. */
  readonly more?: Record<string, unknown>;
  /** Further keys of the file. */
  readonly file?: Record<string, unknown>;
}

const web = { name: 'web', namespace: 'shop', port: 80 };

/** The steady state of the test app: it answers, fast. Slow enough a pace that a busy machine is not taken for a starved gate. */
export function webProbe(change: Record<string, unknown> = {}, conditions: Record<string, unknown> = {}) {
  return {
    name: 'web answers',
    probeHTTP: { target: { service: web }, every: '200ms', timeout: 1000, ...change },
    minSamples: 5,
    tolerance: { success: '>= 99%' },
    ...conditions,
  };
}

/** Both pods of the test app are ready; while the fault is there, fewer may be. */
export const podsReady = {
  name: 'both pods are ready',
  probeKubernetes: {
    resource: 'deployments',
    name: 'web',
    namespace: 'shop',
    value: 'status.readyReplicas',
    every: '200ms',
  },
  tolerance: { value: '>= 2' },
  during: { value: '>= 0' },
};

/** A podAction on the web pods. */
export function podAction(actions: readonly unknown[], filters: readonly unknown[] = []) {
  return { podAction: { matches: [{ labels: { selector: 'app=web', namespace: 'shop' } }], filters, actions } };
}

const one = [{ randomSample: { size: 1 } }];

/** Ends the process of one of the two web pods; the other goes on serving, but requests on their way may break. */
export const crashOne = podAction([{ killContainer: {} }], one);

/** Ends the processes of all web pods. */
export const crashAll = podAction([{ killContainer: {} }]);

/** Removes one of the two web pods politely: with two replicas nobody notices. */
export const killOne = podAction([{ kill: { force: false } }], one);

/** A scenario file, as JSON, which is YAML. */
export function scenarioFile(parts: ScenarioParts = {}): string {
  return JSON.stringify(
    {
      config: { runStrategy: { runs: 1 } },
      app: { manifests: ['app.yml'] },
      scenarios: [
        {
          name: 'web survives',
          hypothesis: 'Nobody notices that one of two web pods goes.',
          baseline: { for: '500ms' },
          steadyState: parts.steadyState ?? [webProbe()],
          steps: parts.steps ?? [killOne],
          recovery: parts.recovery ?? { within: '20s', stableFor: '1s' },
          ...parts.more,
        },
      ],
      ...parts.file,
    },
    null,
    2,
  );
}
