/** What a test changes of the scenario that is upheld on the healthy test app. */
export interface ScenarioParts {
  readonly steps?: unknown;
  readonly steadyState?: unknown;
  readonly recovery?: unknown;
  readonly more?: Record<string, unknown>;
}

/** The steady state of the test app: it answers, fast, with its text. */
export function webProbe(
  change: Record<string, unknown> = {},
  tolerance: unknown = { success: '>= 99%', p95: '<= 200ms' },
) {
  return {
    name: 'web answers',
    probeHTTP: {
      target: { service: { name: 'web', namespace: 'shop', port: 80 } },
      every: '20ms',
      timeout: 1000,
      ...change,
    },
    tolerance,
  };
}

/** Ends the process of one of the two web pods; the other goes on serving, but requests on their way may break. */
export const crashOne = {
  podAction: {
    matches: [{ labels: { selector: 'app=web', namespace: 'shop' } }],
    filters: [{ randomSample: { size: 1 } }],
    actions: [{ killContainer: {} }],
  },
};

/** Removes one of the two web pods politely: with two replicas nobody notices. */
export const killOne = {
  podAction: { ...crashOne.podAction, actions: [{ kill: { force: false } }] },
};

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
    },
    null,
    2,
  );
}
