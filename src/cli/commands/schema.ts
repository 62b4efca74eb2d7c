import { InvalidInput } from '../../errors.ts';
import { journalSchema, verdictSchema } from '../../report/result-schema.ts';
import { scenarioSchema } from '../../scenario/index.ts';
import { exitCodes } from '../../verdict.ts';
import type { CommandLine } from '../arguments.ts';

const schemas = { scenarios: scenarioSchema, verdict: verdictSchema, journal: journalSchema } as const;

/** `schema [scenarios|verdict|journal]`: the JSON Schema (draft-07) of scenario files, of `verdict.json`, of a journal's line. */
export async function schema({ operands }: CommandLine): Promise<number> {
  const [name = 'scenarios'] = operands;
  if (operands.length > 1 || !Object.hasOwn(schemas, name))
    throw new InvalidInput(
      `schema: found "${operands.join(' ')}", expected one of ${Object.keys(schemas).join(', ')}; scenarios by default`,
    );
  process.stdout.write(`${JSON.stringify(schemas[name as keyof typeof schemas](), null, 2)}\n`);
  return exitCodes.upheld;
}
