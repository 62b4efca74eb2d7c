import type { Position } from '../../errors.ts';

/** `error`: every run ends without a verdict that means something. `warning`: some do, or a green one says less than it seems. */
export type Severity = 'error' | 'warning' | 'note';

/** Something worth saying about a file that can be run; never stops a run. */
export interface Finding {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly at?: Position;
  readonly severity: Severity;
  /** One sentence. */
  readonly message: string;
  /** Where it is certain what was meant. */
  readonly fix?: Fix;
}

/** Text to put in the place of what stands between two positions. */
export interface Fix {
  readonly from: Position;
  readonly to: Position;
  readonly text: string;
}

interface Kind {
  readonly severity: Severity;
  /** What it means, for the documentation and for code scanning. */
  readonly meaning: string;
}

/** Every kind of finding, by its code. (Differences to PowerfulSeal have codes of their own.) */
export const findingKinds = {
  'byte-order-mark': { severity: 'note', meaning: 'The file begins with a byte order mark.' },
  'runs-unset': { severity: 'note', meaning: 'A `runStrategy` without `runs`: PowerfulSeal would never end.' },
  'repeated-name': { severity: 'warning', meaning: 'Two scenarios have the same name.' },
  'empty-choice': { severity: 'error', meaning: 'Matches or filters that leave nothing, ever.' },
  'empty-runs': { severity: 'warning', meaning: 'A probability leaves some runs with nothing to hit.' },
  'namespace-pattern': { severity: 'note', meaning: 'A pattern that PowerfulSeal would read otherwise.' },
  'unobserved-fault': { severity: 'warning', meaning: 'A fault that no steady state watches.' },
  'steady-state-elsewhere': { severity: 'warning', meaning: 'No probe looks where the targets are.' },
  'tolerance-cannot-fail': { severity: 'warning', meaning: 'A tolerance that holds whatever happens.' },
  'tolerance-cannot-hold': { severity: 'error', meaning: 'A tolerance that nothing can meet.' },
  'exact-share': { severity: 'warning', meaning: 'A share that has to be met exactly: 100% would fail it.' },
  'failures-tolerated': { severity: 'warning', meaning: 'Only durations are bounded, and failures have none.' },
  'outage-unseen': { severity: 'warning', meaning: 'A probe slower than the outage that it has to see.' },
  'fault-not-measured': { severity: 'warning', meaning: 'A fault that is over before its proof is.' },
  'recovery-unwatched': { severity: 'error', meaning: 'No tolerance holds in the recovery.' },
  'stage-unseen': { severity: 'error', meaning: 'A bounded stage of the recovery that no probe looks for.' },
  'retries-mask': { severity: 'warning', meaning: 'Retries hide the failures that were looked for.' },
  'fault-without-end': { severity: 'warning', meaning: 'A fault that nobody ends.' },
  'fault-ends-at-once': { severity: 'warning', meaning: 'A fault that is taken back before anything can be seen.' },
  'missing-undo': { severity: 'warning', meaning: 'A change that nobody takes back.' },
  'wait-instead-of-recovery': { severity: 'note', meaning: 'A fixed wait where `recovery` would measure.' },
  'selector-without-pods': {
    severity: 'warning',
    meaning: "No manifest of `app:` has pods that a step's matches find.",
  },
  'unknown-service': { severity: 'warning', meaning: 'A probe of a Service that no manifest of `app:` has.' },
  'rounded-up': { severity: 'note', meaning: 'A ratio of less than one pod, which is rounded up to one.' },
  'blast-radius-too-small': { severity: 'error', meaning: 'The blast radius allows less than the steps would hit.' },
  'image-not-available': { severity: 'warning', meaning: 'An image that the cluster cannot have.' },
  'manifests-not-read': { severity: 'note', meaning: 'Manifests that could not be rendered here.' },
} as const satisfies Readonly<Record<string, Kind>>;

export type FindingCode = keyof typeof findingKinds;

/** A finding with the severity of its kind. */
export function finding(code: FindingCode, at: Position | undefined, message: string, fix?: Fix): Finding {
  return { code, at, severity: findingKinds[code].severity, message, ...(fix && { fix }) };
}

/** What the documentation and code scanning say of a code. */
export function meaningOf(code: string): string {
  return Object.hasOwn(findingKinds, code) ? findingKinds[code as FindingCode].meaning : code.replaceAll('-', ' ');
}
