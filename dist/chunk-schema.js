import { t as scenarioSchema } from "./chunk-scenario.js";
import { l as exitCodes } from "./chunk-errors.js";
// src/cli/commands/schema.ts
/** `schema`: the JSON Schema (draft-07) of scenario files. */
async function schema() {
	process.stdout.write(`${JSON.stringify(scenarioSchema(), null, 2)}\n`);
	return exitCodes.upheld;
}
export { schema };
