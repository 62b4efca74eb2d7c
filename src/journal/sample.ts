/**
 * One look. `t` is the moment it was scheduled for; latency counts from there (open loop).
 * `r` says what came of it:
 * - `ok` / `fail`: the app answered as expected / did not;
 * - `broken`: the probe itself could not look (vantage, tool, permission) - says nothing about the app;
 * - `late`: the gate was starved and sent it late by more than the probe's interval - says nothing either;
 * - `stale`: what was measured is older than the moment of interest - says nothing either.
 */
export interface Sample {
  readonly type: 's';
  readonly t: number;
  /** Experiment, and index into its `steadyState`. */
  readonly e: number;
  readonly p: number;
  readonly r: 'ok' | 'fail' | 'broken' | 'late' | 'stale';
  /** Milliseconds from the scheduled moment to the end of the answer. */
  readonly ms: number;
  /** Why it is not ok, one sentence; the same texts repeat, so files compress well. */
  readonly why?: string;
  /** probeKubernetes, probePrometheus, probeCommand: the number that was read. */
  readonly v?: number;
  /** probeGoldpinger: expected edges, edges alive, live nodes, response times of live edges in ms, dead edges by name. */
  readonly mesh?: {
    readonly expected: number;
    readonly alive: number;
    readonly nodes: number;
    readonly ms: readonly number[];
    readonly dead?: readonly string[];
    readonly excused?: number;
    /** The pods that were asked, and the node of each: rows and columns of the mesh. Absent in older journals. */
    readonly pods?: readonly string[];
    readonly on?: readonly string[];
    /**
     * One character an edge, row by row (a source's edges to every target, in the order of `pods`): `.` alive, with the
     * next of `ms`; `x` dead; `o` measured too long ago; `-` not measured; `?` its source was not seen. Absent: all alive.
     */
    readonly states?: string;
  };
}
