import { z } from 'zod';
import { metrics, recoveryStages } from '../scenario/suite.ts';
import type { JournalEvent } from './event.ts';
import { journalVersion, podChanges } from './event.ts';

/** What a journal's line must look like to be believed. Further keys are let pass: a later version may have added them. */
const position = z.object({ file: z.string(), line: z.number(), column: z.number() });
/** Milliseconds since the run began: nothing in its journal was before. */
const t = z.number().min(0);
const index = z.int().min(0);
const stopped = z.object({ code: z.string(), message: z.string(), at: position.optional() }).optional();
const phase = z.enum(['baseline', 'method', 'undo', 'recovery']);
const names = z.array(z.string());

const tolerance = z.object({
  metric: z.enum(metrics),
  operator: z.enum(['>=', '>', '<=', '<', '==']),
  value: z.number(),
  unit: z.enum(['share', 'ms', 'number']),
  expression: z.string(),
  phases: z.array(z.enum(['baseline', 'method', 'recovery'])),
  at: position,
});

const probe = z.object({
  name: z.string(),
  kind: z.string(),
  at: position,
  everyMs: z.number().min(0),
  timeoutMs: z.number().min(0),
  minSamples: z.number(),
  tolerances: z.array(tolerance),
  service: z.object({ namespace: z.string(), name: z.string() }).optional(),
  countsObjects: z.literal(true).optional(),
  digest: z.string().optional(),
  leastValue: z.literal(0).optional(),
  stopWhen: names.optional(),
  vantage: z.string().optional(),
});

const experiments = z.array(z.object({ name: z.string(), at: position }));
const target = z.object({ kind: z.string(), name: z.string(), namespace: z.string().optional() });

/** The visible list of events, less `s`, which has its own reader. */
export const eventShapes: Readonly<Record<Exclude<JournalEvent['type'], 's'>, z.ZodType>> = {
  'run-started': z.object({
    t,
    journalVersion: z.literal(journalVersion),
    tool: z.object({ name: z.literal('chaos-gate'), version: z.string() }),
    startedAt: z.iso.datetime({ offset: true }),
    seed: z.number(),
    compat: z.enum(['strict', 'legacy']),
    failOn: z.enum(['refuted', 'inconclusive']),
    exitStrategy: z.enum(['report', 'fail-fast']).optional(),
    files: names,
    flags: names.optional(),
    experiments,
  }),
  'experiments-planned': z.object({ t, experiments }),
  'cluster-ready': z.object({
    t,
    provider: z.enum(['embedded', 'kind', 'minikube', 'existing']),
    name: z.string(),
    version: z.string(),
    nodes: names,
    created: z.boolean(),
  }),
  message: z.object({ t, level: z.enum(['progress', 'notice', 'warning']), text: z.string() }),
  'experiment-started': z.object({
    t,
    experiment: index,
    name: z.string(),
    at: position,
    hypothesis: z.string().optional(),
    steadyState: z.array(probe),
    steps: z.array(z.object({ kind: z.string(), at: position, digest: z.string().optional() })),
    phaseMs: z.object({ baseline: z.number(), method: z.number() }).optional(),
    recovery: z.object({
      withinMs: z.number(),
      stableForMs: z.number(),
      tolerances: z
        .array(
          z.object({
            stage: z.enum(recoveryStages),
            operator: z.enum(['>=', '>', '<=', '<', '==']),
            valueMs: z.number(),
            expression: z.string(),
            at: position,
          }),
        )
        .optional(),
    }),
    collateral: z.enum(['refute', 'ignore']).optional(),
  }),
  'phase-started': z.object({ t, experiment: index, phase }),
  'phase-ended': z.object({ t, experiment: index, phase }),
  'step-ended': z.object({
    t,
    startedT: t,
    experiment: index,
    index,
    kind: z.string(),
    at: position,
    status: z.enum(['done', 'failed', 'skipped', 'interrupted']),
    message: z.string(),
    inconclusive: z.string().optional(),
  }),
  'fault-injected': z.object({
    t,
    experiment: index,
    step: index,
    id: z.string(),
    kind: z.string(),
    targets: z.array(target),
    receipt: z.object({ landed: z.boolean(), evidence: z.string() }),
    needsUndo: z.boolean(),
    mechanism: z.string().optional(),
    parameters: z.record(z.string(), z.number()).optional(),
  }),
  'fault-undone': z.object({
    t,
    experiment: index,
    id: z.string(),
    undone: z.boolean(),
    message: z.string().optional(),
  }),
  'pod-changed': z.object({
    t,
    experiment: index,
    namespace: z.string(),
    name: z.string(),
    uid: z.string(),
    workload: z.string(),
    change: z.enum(podChanges),
    targeted: z.boolean(),
  }),
  'endpoint-changed': z.object({
    t,
    experiment: index,
    namespace: z.string(),
    service: z.string(),
    uid: z.string(),
    name: z.string(),
    change: z.enum(['added', 'removed']),
    left: index.optional(),
  }),
  'cluster-event': z.object({
    t,
    experiment: index,
    object: z.string(),
    reason: z.string(),
    message: z.string(),
    warning: z.boolean(),
  }),
  'method-stopped': z.object({
    t,
    experiment: index,
    at: position,
    probe: z.string(),
    expression: z.string(),
    observed: z.string(),
  }),
  residue: z.object({ t, experiment: index, object: z.string(), difference: z.string() }),
  'experiment-ended': z.object({ t, experiment: index, stopped }),
  'run-ended': z.object({ t, stopped }),
};

const finite = z.number();
/** The line of a sample that its fast reader leaves to others. */
export const sampleShape = z.object({
  t,
  e: index,
  p: index,
  r: z.enum(['ok', 'fail', 'broken', 'late', 'stale']),
  ms: finite,
  why: z.string().optional(),
  v: finite.optional(),
  mesh: z
    .object({
      expected: finite,
      alive: finite,
      nodes: finite,
      ms: z.array(finite),
      dead: names.optional(),
      excused: finite.optional(),
      pods: names.optional(),
      on: names.optional(),
      states: z.string().optional(),
    })
    .optional(),
});
