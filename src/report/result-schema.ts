import { z } from 'zod';
import { eventShapes, sampleShape } from '../journal/event-shape.ts';
import type { RunResult } from '../judge/run-result.ts';
import { recoveryStages } from '../scenario/suite.ts';

const verdict = z.enum(['upheld', 'refuted', 'inconclusive']);
const judgedPhase = z.enum(['baseline', 'method', 'recovery']);
const count = z.int().min(0);
const ms = z.number();
const share = z.number().min(0).max(1);
const line = z.int().min(1);
const time = z.iso.datetime();
/** Codes are kebab-case, and more may be added. */
const code = z.string().regex(/^[a-z]+(-[a-z]+)*$/);

const numbers = z.object({
  samples: count.describe('how many were taken'),
  failed: count,
  unknown: count.describe('samples that say nothing about the app: probe broken, gate starved, data stale'),
  success: share.nullable(),
  p50Ms: ms.nullable(),
  p95Ms: ms.nullable(),
  p99Ms: ms.nullable(),
  maxMs: ms.nullable(),
  longestOutageMs: ms.min(0),
  shortestVisibleOutageMs: ms.min(0).describe('an outage shorter than this may have gone unseen'),
  edges: share.nullable().optional(),
  nodes: count.nullable().optional(),
  value: z.object({ min: z.number(), max: z.number() }).nullable().optional(),
});

const probe = z.object({
  name: z.string(),
  kind: z.string(),
  verdict,
  vantage: z.string().optional().describe('how the probe reached its target'),
  phases: z.partialRecord(judgedPhase, numbers),
  tolerances: z.array(
    z.object({
      expression: z.string(),
      phase: judgedPhase,
      observed: z.string().describe('as a reader wants it: 97.2%, 312 ms'),
      holds: z.boolean().nullable().describe('null: cannot be told'),
      line,
    }),
  ),
  amplification: z
    .object({
      value: z.number(),
      atLeast: z.boolean(),
      fit: z.number().optional(),
      points: z.array(z.object({ delayMs: ms, p50Ms: ms })),
    })
    .optional()
    .describe('what each injected millisecond of delay cost'),
});

const fault = z.object({
  step: count,
  kind: z.string(),
  targets: z.array(
    z.object({
      kind: z.enum(['Pod', 'Node', 'Container', 'Object']),
      namespace: z.string().optional(),
      name: z.string(),
      uid: z.string().optional(),
      node: z.string().optional(),
      container: z.string().optional(),
    }),
  ),
  receipt: z
    .object({ landed: z.boolean(), evidence: z.string() })
    .describe('whether a second source proved that the fault took effect, and how'),
  undone: z.boolean(),
});

const experiment = z.object({
  name: z.string(),
  hypothesis: z.string().optional(),
  file: z.string(),
  line,
  verdict,
  reason: z.string().describe('one sentence'),
  reasons: z.array(
    z.object({
      code,
      message: z.string(),
      file: z.string().optional(),
      line: line.optional(),
      column: z.int().min(1).optional(),
    }),
  ),
  phases: z.array(
    z.object({ name: z.enum(['baseline', 'method', 'undo', 'recovery']), startedAt: time, durationMs: ms.min(0) }),
  ),
  steps: z.array(
    z.object({
      index: count,
      kind: z.string(),
      line,
      status: z.enum(['done', 'failed', 'skipped', 'interrupted']),
      message: z.string(),
    }),
  ),
  steadyState: z.array(probe),
  faults: z.array(fault),
  recovery: z
    .object({
      observedMs: ms.nullable().describe('null: not seen'),
      limitMs: ms.min(0),
      stableForMs: ms.min(0),
      split: z.record(z.enum(recoveryStages), ms.nullable()).optional(),
    })
    .optional(),
  residue: z.array(z.object({ object: z.string(), difference: z.string() })),
});

/** `verdict.json`; the type of what the judge makes has to fit it, or this does not compile. */
const result = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.literal('chaos-gate'), version: z.string() }),
  verdict,
  exitCode: z.int(),
  reason: z.string().describe('one sentence'),
  startedAt: z.iso.datetime({ offset: true }),
  durationMs: ms.min(0),
  seed: z.int(),
  compat: z.enum(['strict', 'legacy']),
  files: z.array(z.string()).optional(),
  flags: z.array(z.string()).optional().describe('the other flags of the run, as words of a command line'),
  cluster: z
    .object({
      provider: z.enum(['embedded', 'kind', 'minikube', 'existing']),
      name: z.string(),
      version: z.string(),
      nodes: z.array(z.string()),
      created: z.boolean(),
    })
    .optional(),
  experiments: z.array(experiment),
});

type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;
type Accepts<Schema, Value extends Schema> = Value;
/** Every result of the judge is what the schema describes. */
export type DescribedResult = Accepts<Frozen<z.output<typeof result>>, RunResult>;

/** The JSON Schema (draft-07) of `verdict.json`. Keys that it does not name may be added later. */
export function verdictSchema(): Record<string, unknown> {
  return describe(result, 'chaos-gate verdict.json', 'What a run came to, schema version 1.');
}

/** The JSON Schema (draft-07) of one line of `journal.ndjson`. */
export function journalSchema(): Record<string, unknown> {
  const events = Object.entries(eventShapes).map(([type, shape]) =>
    (shape as z.ZodObject).extend({ type: z.literal(type) }),
  );
  const sample = sampleShape.extend({ type: z.literal('s') });
  return describe(
    z.union([...events, sample]),
    'chaos-gate journal.ndjson, one line',
    'An event of a run, journal version 1; t is milliseconds since the run began.',
  );
}

function describe(shape: z.ZodType, title: string, description: string): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(shape, { target: 'draft-7', io: 'input' });
  return { $schema, title, description, ...schema };
}
