import type { Position } from '../errors.ts';
import type { FailOn } from '../verdict.ts';
import type { Finding } from './findings/finding.ts';
import type { ProbeSpec } from './probe.ts';
import type { Step } from './step.ts';

export type * from './probe.ts';
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
  /** Empty only where the cluster has scenarios of its own (`scenariosFromCluster`). */
  readonly scenarios: readonly Scenario[];
  /** Things worth saying that do not stop a run. */
  readonly findings: readonly Finding[];
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
  /** The cluster's Scenario objects are run as well; `namespaces` absent: of all namespaces. */
  readonly scenariosFromCluster?: { readonly namespaces?: readonly string[] };
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
  /** A cluster of that name that is there already is used, and left; kind's. Absent: refused. */
  readonly reuse?: boolean;
  /** Absolute path of a kind configuration of the user's own, into which the rest is merged. */
  readonly kindConfig?: string;
  /** kind's program, to be downloaded and verified instead of the one on PATH. */
  readonly kindBinary?: { readonly url: string; readonly sha256: string };
  /** kind's, on the first control plane. */
  readonly extraPortMappings?: readonly KindPortMapping[];
  /** kind's, on every node; host paths are absolute. */
  readonly extraMounts?: readonly KindMount[];
  /** May the gate run a privileged pod on the nodes of an existing cluster, for faults on processes? With its image. */
  readonly nodeShell?: { readonly image: string };
}

/** As in kind's configuration (kind.sigs.k8s.io/docs/user/configuration/#extra-port-mappings). */
export interface KindPortMapping {
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly listenAddress?: string;
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
}

/** As in kind's configuration (kind.sigs.k8s.io/docs/user/configuration/#extra-mounts). */
export interface KindMount {
  readonly hostPath: string;
  readonly containerPath: string;
  readonly readOnly?: boolean;
  readonly selinuxRelabel?: boolean;
  readonly propagation?: 'None' | 'HostToContainer' | 'Bidirectional';
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
  readonly recovery: {
    readonly withinMs: number;
    readonly stableForMs: number;
    readonly at?: Position;
    readonly tolerances?: readonly RecoveryTolerance[];
  };
  readonly steps: readonly Step[];
}

/** What a recovery passes through, each counted from the injection of the fault; the worst target counts. */
export const recoveryStages = [
  'notReady',
  'endpointRemoved',
  'scheduled',
  'started',
  'ready',
  'endpointAdded',
  'user',
  'stable',
] as const;
export type RecoveryStage = (typeof recoveryStages)[number];

/** Kinds of probes that ask the app what a user would: the stage `user` is what they see. */
export const userProbes: ReadonlySet<string> = new Set(['probeHTTP', 'probeTCP']);

/** A bound on one stage of the recovery: `user <= 5s`. */
export interface RecoveryTolerance {
  readonly stage: RecoveryStage;
  readonly operator: Operator;
  readonly valueMs: number;
  /** As the report prints it. */
  readonly expression: string;
  readonly at: Position;
}

/** Upper bounds of what a scenario may touch. A share is of the pods that the steps' matches find. */
export interface BlastRadius {
  readonly at: Position;
  readonly pods?: { readonly count: number } | { readonly share: number };
  /** Of the pods that steps choose, and of what they change besides. */
  readonly namespaces?: readonly string[];
  /** Bounds nodeAction and stopHost; a share is of the nodes that the steps' matches find. */
  readonly nodes?: { readonly count: number } | { readonly share: number };
  /** So many ready pods of each targeted workload, or this share of them, are left alone. */
  readonly minAvailable?: { readonly count: number } | { readonly share: number };
  /** At most so many pods of one workload, or this share of them, are hit. */
  readonly perOwner?: { readonly count: number } | { readonly share: number };
  /** Nothing is injected after this time of day (seconds since local midnight) or instant (milliseconds since 1970). */
  readonly until?: { readonly daySecond: number } | { readonly instantMs: number };
  /** Pods that nobody replaces may be hit. Absent: they are refused. */
  readonly barePods?: boolean;
  /** PodDisruptionBudgets may be violated. Absent: a fault that would is refused. */
  readonly overrideBudgets?: boolean;
  /** `ignore`: harm to workloads that were not targeted does not refute. Absent: it does. */
  readonly collateral?: 'refute' | 'ignore';
}

// ── steady state ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface SteadyStateProbe {
  readonly name: string;
  readonly at: Position;
  readonly probe: ProbeSpec;
  readonly tolerances: readonly Tolerance[];
  /** Fewer samples than this in a phase that has to be judged: inconclusive. */
  readonly minSamples: number;
  /** Met while the steps run, one of these ends the method: real harm shows, everything is undone. */
  readonly stopWhen?: readonly StopCondition[];
}

/** A condition on the samples of the last seconds. */
export type StopCondition = Pick<Tolerance, 'metric' | 'operator' | 'value' | 'unit' | 'expression' | 'at'>;

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
  'amplification',
  'edges',
  'nodes',
  'value',
] as const;
export type Metric = (typeof metrics)[number];
