import type { Position } from '../errors.ts';
import type { FailOn } from '../verdict.ts';
import type { Step } from './step.ts';

export * from './step.ts';

/**
 * What a set of scenario files means once it is checked: defaults filled in, durations in milliseconds,
 * paths absolute, every part with its position. The engine reads nothing else of the user's files.
 */
export interface Suite {
  readonly files: readonly string[];
  readonly config: SuiteConfig;
  readonly cluster: ClusterWish;
  readonly app: App;
  /** Never empty: a suite without scenarios is invalid input. */
  readonly scenarios: readonly Scenario[];
  /** Things worth saying that do not stop a run. */
  readonly notices: readonly { readonly at?: Position; readonly message: string }[];
}

/** How the list of scenarios is run through. */
export interface SuiteConfig {
  readonly runs: number;
  readonly seed?: number;
  /** `random`: every run goes through all scenarios in a shuffled order. Absent: `round-robin`, in order. */
  readonly strategy?: 'round-robin' | 'random';
  /** Pause between two runs, drawn evenly from this interval. Absent: none. */
  readonly betweenRuns?: { readonly minMs: number; readonly maxMs: number };
  /** `report`: go on after a scenario that was not upheld; `fail-fast`: stop there. Absent: `report`. */
  readonly exitStrategy?: 'report' | 'fail-fast';
}

export type ProviderName = 'embedded' | 'kind' | 'minikube' | 'existing';
export type Compat = 'strict' | 'legacy';
export type { FailOn };

/** The `cluster:` of a file; a flag or an input wins over it. */
export interface ClusterWish {
  readonly provider?: ProviderName;
  readonly name?: string;
  readonly nodes?: number;
  readonly nodeImage?: string;
  readonly kubernetesVersion?: string;
  /** minikube's: docker, kvm2, … */
  readonly driver?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  /** Zones that the nodes are dealt out to in turn, as their label topology.kubernetes.io/zone. */
  readonly zones?: readonly string[];
}

/** The `app:` of a file: deployed and waited for before the first experiment. */
export interface App {
  /** Absolute paths of manifests, folders, kustomizations or Helm charts. */
  readonly manifests: readonly string[];
  /** Images to load on every node; `build` is the absolute folder of a Dockerfile. */
  readonly images: readonly { readonly image: string; readonly build?: string }[];
  readonly goldpinger: boolean;
}

export interface Scenario {
  readonly name: string;
  readonly at: Position;
  readonly description?: string;
  readonly hypothesis?: string;
  readonly steadyState: readonly SteadyStateProbe[];
  readonly blastRadius?: BlastRadius;
  readonly baselineMs: number;
  /** The method phase lasts at least this long, so that probes see what the steps did. */
  readonly methodMs: number;
  readonly recovery: { readonly withinMs: number; readonly stableForMs: number; readonly at?: Position };
  readonly steps: readonly Step[];
}

/** Upper bounds of what a scenario may touch. A share is of the pods that the steps' matches find. */
export interface BlastRadius {
  readonly at: Position;
  readonly pods?: { readonly count: number } | { readonly share: number };
  readonly namespaces?: readonly string[];
  /** Bounds nodeAction and stopHost; a share is of the nodes that the steps' matches find. */
  readonly nodes?: { readonly count: number } | { readonly share: number };
}

// ── steady state ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface SteadyStateProbe {
  readonly name: string;
  readonly at: Position;
  readonly probe: ProbeSpec;
  readonly tolerances: readonly Tolerance[];
  /** Fewer samples than this in a phase that has to be judged: inconclusive. */
  readonly minSamples: number;
}

export type JudgedPhase = 'baseline' | 'method' | 'recovery';

/** `METRIC OP VALUE` on the samples of the named phases. Shares are 0-1, durations milliseconds. */
export interface Tolerance {
  readonly metric: Metric;
  readonly operator: Operator;
  readonly value: number;
  readonly unit: 'share' | 'ms' | 'number';
  /** As the report prints it: `success >= 99%`. */
  readonly expression: string;
  readonly phases: readonly JudgedPhase[];
  readonly at: Position;
}

export type Operator = '>=' | '>' | '<=' | '<' | '==';
export const metrics = [
  'success',
  'p50',
  'p90',
  'p95',
  'p99',
  'max',
  'mean',
  'outage',
  'samples',
  'rate',
  'edges',
  'nodes',
  'value',
] as const;
export type Metric = (typeof metrics)[number];

/** A Service by name: reached through the vantage that the cluster's provider offers. */
export interface ServiceTarget {
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
  readonly protocol: 'http' | 'https';
}
export type NetworkTarget = { readonly service: ServiceTarget } | { readonly url: string };

export type ProbeSpec = HttpProbe | TcpProbe | GoldpingerProbe | KubernetesProbe | CommandProbe;

interface TimedProbe {
  /** From one scheduled sample to the next. */
  readonly everyMs: number;
  /** Each sample's own deadline. */
  readonly timeoutMs: number;
}

export interface HttpProbe extends TimedProbe {
  readonly kind: 'probeHTTP';
  readonly target: NetworkTarget;
  readonly endpoint: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'head' | 'delete';
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body?: string;
  readonly code: number;
  /** The answer's body must contain this text, or match this pattern (`/…/`). */
  readonly bodyContains?: string;
  readonly bodyMatches?: string;
  readonly insecure: boolean;
  readonly keepAlive: boolean;
  readonly proxy?: string;
}

export interface TcpProbe extends TimedProbe {
  readonly kind: 'probeTCP';
  readonly target: { readonly service: ServiceTarget } | { readonly host: string; readonly port: number };
}

export interface GoldpingerProbe extends TimedProbe {
  readonly kind: 'probeGoldpinger';
  readonly namespace: string;
  readonly selector: string;
  readonly port: number;
  /** Edges from and to the pods that this experiment targets, and their replacements, do not count in the method. */
  readonly excuseTargets: boolean;
  /** How often Goldpinger pings (its REFRESH_INTERVAL): an edge older than about twice this is stale. */
  readonly refreshMs: number;
}

export interface KubernetesProbe extends TimedProbe {
  readonly kind: 'probeKubernetes';
  readonly resource: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly selector?: string;
  /** A dotted path to a number (`status.readyReplicas`), or `count` of the objects, or `ready` (objects that are Ready). */
  readonly value: string;
}

export interface CommandProbe extends TimedProbe {
  readonly kind: 'probeCommand';
  /** argv; never a shell string. Exit code 0 is a success; a number printed alone is the sample's value. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}
