import { z } from 'zod';
import type { Suite } from '../suite.ts';
import { mapLike, namespaceName, wholeNumber } from './values.ts';

/** PowerfulSeal's `config:`, and ours: the seed. */
export const configSchema = z.strictObject({
  runStrategy: z
    .strictObject({
      runs: z
        .number()
        .min(1)
        .max(100_000)
        .transform(Math.ceil)
        .optional()
        .describe('How often the list of scenarios is run through. Default: 1 (PowerfulSeal: for ever).'),
      strategy: z
        .enum(['round-robin', 'random'])
        .default('round-robin')
        .describe('`round-robin`: in the order of the file. `random`: all of them, shuffled by the seed.'),
      minSecondsBetweenRuns: z.number().min(0).default(0).describe('Shortest pause between two runs, in seconds.'),
      maxSecondsBetweenRuns: z
        .number()
        .min(0)
        .optional()
        .describe('Longest pause between two runs, in seconds. Default: the shortest.'),
    })
    .optional()
    .describe('How the scenarios are run.'),
  exitStrategy: z
    .strictObject(
      {
        strategy: z
          .enum(['report', 'fail-fast'])
          .default('report')
          .describe(
            '`report`: run every scenario, then exit red if one was not upheld. `fail-fast`: stop at the first.',
          ),
      },
      mapLike('{ strategy: fail-fast }'),
    )
    .optional()
    .describe('What a scenario that is not upheld means for the ones after it.'),
  seed: wholeNumber()
    .min(0)
    .max(0xffff_ffff)
    .optional()
    .describe('Chooses the victims: the same seed and cluster, the same victims.')
    .meta({ examples: [42] }),
  scenariosFromCluster: z
    .union(
      [
        z.boolean(),
        z.strictObject({
          namespaces: z.array(namespaceName()).min(1).describe('Only the objects of these namespaces.'),
        }),
      ],
      { error: 'true, or a map such as { namespaces: [shop] }' },
    )
    .optional()
    .describe("Runs what the cluster's Scenario objects (scenarios.powerfulseal.io) hold as well, after the file's."),
});

/** The config of a suite, in milliseconds. */
export function toConfig(parsed: z.output<typeof configSchema> = {}): Suite['config'] {
  const strategy = parsed.runStrategy;
  const least = strategy?.minSecondsBetweenRuns ?? 0;
  const most = strategy?.maxSecondsBetweenRuns ?? least;
  const fromCluster = parsed.scenariosFromCluster;
  return {
    runs: strategy?.runs ?? 1,
    strategy: strategy?.strategy ?? 'round-robin',
    betweenRuns: { minMs: Math.min(least, most) * 1000, maxMs: Math.max(least, most) * 1000 },
    exitStrategy: parsed.exitStrategy?.strategy ?? 'report',
    seed: parsed.seed,
    ...(fromCluster && { scenariosFromCluster: fromCluster === true ? {} : fromCluster }),
  };
}
