/**
 * What the page's script gets of an experiment, as JSON. Times are milliseconds from the experiment's start. All texts
 * are shortened and free of characters that cannot be shown; they are text all the same, never markup.
 */
export interface ExperimentData {
  readonly endT: number;
  readonly lanes: readonly LaneData[];
  readonly probes: readonly ProbeData[];
  readonly meshes: readonly MeshData[];
}

/** One row of marks above the probes: phases, faults, … */
export interface LaneData {
  readonly name: string;
  readonly marks: readonly Mark[];
}

export interface Mark {
  readonly startT: number;
  /** Absent: it is a moment. */
  readonly endT?: number;
  /** A word or two, on the mark where there is room. */
  readonly label: string;
  /** The whole story. */
  readonly text: string;
  readonly tone: Tone;
  /** It is drawn through the probes' pictures as well. */
  readonly through?: true;
}

/** How a mark is drawn: shape first, then colour. */
export type Tone = 'phase' | 'fault' | 'good' | 'bad' | 'plain';

/** A probe's samples in columns: each a sample, or several with their extremes. All arrays have the same length. */
export interface ProbeData {
  readonly name: string;
  /** Of `low` and `over`: milliseconds, or the number that was read. */
  readonly unit: 'ms' | 'number';
  /** When each column's worst sample was scheduled, as the difference to the one before, in tenths of a millisecond. */
  readonly stepT: readonly number[];
  /** The least successful value, null where there is none; and by how much the greatest is more, where any is. */
  readonly low: readonly (number | null)[];
  readonly over?: readonly number[];
  /** How many samples a column stands for, where that is not one each. */
  readonly samples?: readonly number[];
  /** Columns with samples that failed, or that say nothing: `[column, how many, index into whys]`. */
  readonly failed: readonly (readonly [number, number, number])[];
  readonly unknown: readonly (readonly [number, number, number])[];
  readonly whys: readonly string[];
  /** Limits of the tolerances that are of the same unit. */
  readonly limits: readonly { readonly value: number; readonly text: string }[];
}

/** Goldpinger's mesh over time. */
export interface MeshData {
  readonly probe: string;
  /** The places of the mesh, whoever was there: rows (sources) and columns (targets). */
  readonly names: readonly string[];
  readonly frames: readonly MeshFrameData[];
  /** The worst frame: the first to be shown. */
  readonly worst: number;
}

export interface MeshFrameData {
  readonly t: number;
  readonly phase: string;
  /** Which of `names` were asked, in the order of `edges`. */
  readonly places: readonly number[];
  /** Row by row: milliseconds, or a code below 0 (`edgeCodes`). */
  readonly edges: readonly number[];
}
