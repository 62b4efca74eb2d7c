import { scenarioSchema } from '../../scenario/index.ts';
import { exitCodes } from '../../verdict.ts';

/** `schema`: the JSON Schema (draft-07) of scenario files. */
export async function schema(): Promise<number> {
  process.stdout.write(`${JSON.stringify(scenarioSchema(), null, 2)}\n`);
  return exitCodes.upheld;
}
