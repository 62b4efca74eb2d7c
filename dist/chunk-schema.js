import { i as InvalidInput } from "./chunk-errors.js";
import { n as sampleShape, r as datetime, t as eventShapes } from "./chunk-event-shape.js";
import { E as boolean, F as record, G as recoveryStages, L as string, M as object, N as partialRecord, O as int, T as array, V as toJSONSchema, j as number, k as literal, w as _enum, z as union } from "./chunk-tolerance.js";
import { n as scenarioSchema } from "./chunk-scenario.js";
import { r as exitCodes } from "./chunk-verdict.js";
// src/report/result-schema.ts
const verdict = _enum([
	"upheld",
	"refuted",
	"inconclusive"
]);
const judgedPhase = _enum([
	"baseline",
	"method",
	"recovery"
]);
const count = int().min(0);
const ms = number();
const share = number().min(0).max(1);
const line = int().min(1);
const time = datetime();
/** Codes are kebab-case, and more may be added. */
const code = string().regex(/^[a-z]+(-[a-z]+)*$/);
const numbers = object({
	samples: count.describe("how many were taken"),
	failed: count,
	unknown: count.describe("samples that say nothing about the app: probe broken, gate starved, data stale"),
	success: share.nullable(),
	p50Ms: ms.nullable(),
	p95Ms: ms.nullable(),
	p99Ms: ms.nullable(),
	maxMs: ms.nullable(),
	longestOutageMs: ms.min(0),
	shortestVisibleOutageMs: ms.min(0).describe("an outage shorter than this may have gone unseen"),
	edges: share.nullable().optional(),
	nodes: count.nullable().optional(),
	value: object({
		min: number(),
		max: number()
	}).nullable().optional()
});
const probe = object({
	name: string(),
	kind: string(),
	verdict,
	vantage: string().optional().describe("how the probe reached its target"),
	phases: partialRecord(judgedPhase, numbers),
	tolerances: array(object({
		expression: string(),
		phase: judgedPhase,
		observed: string().describe("as a reader wants it: 97.2%, 312 ms"),
		holds: boolean().nullable().describe("null: cannot be told"),
		line
	})),
	amplification: object({
		value: number(),
		atLeast: boolean(),
		fit: number().optional(),
		points: array(object({
			delayMs: ms,
			p50Ms: ms
		}))
	}).optional().describe("what each injected millisecond of delay cost")
});
const fault = object({
	step: count,
	kind: string(),
	targets: array(object({
		kind: _enum([
			"Pod",
			"Node",
			"Container",
			"Object"
		]),
		namespace: string().optional(),
		name: string(),
		uid: string().optional(),
		node: string().optional(),
		container: string().optional()
	})),
	receipt: object({
		landed: boolean(),
		evidence: string()
	}).describe("whether a second source proved that the fault took effect, and how"),
	undone: boolean()
});
const experiment = object({
	name: string(),
	hypothesis: string().optional(),
	file: string(),
	line,
	verdict,
	reason: string().describe("one sentence"),
	reasons: array(object({
		code,
		message: string(),
		file: string().optional(),
		line: line.optional(),
		column: int().min(1).optional()
	})),
	phases: array(object({
		name: _enum([
			"baseline",
			"method",
			"undo",
			"recovery"
		]),
		startedAt: time,
		durationMs: ms.min(0)
	})),
	steps: array(object({
		index: count,
		kind: string(),
		line,
		status: _enum([
			"done",
			"failed",
			"skipped",
			"interrupted"
		]),
		message: string()
	})),
	steadyState: array(probe),
	faults: array(fault),
	recovery: object({
		observedMs: ms.nullable().describe("null: not seen"),
		limitMs: ms.min(0),
		stableForMs: ms.min(0),
		split: record(_enum(recoveryStages), ms.nullable()).optional()
	}).optional(),
	residue: array(object({
		object: string(),
		difference: string()
	}))
});
/** `verdict.json`; the type of what the judge makes has to fit it, or this does not compile. */
const result = object({
	schemaVersion: literal(1),
	tool: object({
		name: literal("chaos-gate"),
		version: string()
	}),
	verdict,
	exitCode: int(),
	reason: string().describe("one sentence"),
	startedAt: datetime({ offset: true }),
	durationMs: ms.min(0),
	seed: int(),
	compat: _enum(["strict", "legacy"]),
	files: array(string()).optional(),
	flags: array(string()).optional().describe("the other flags of the run, as words of a command line"),
	cluster: object({
		provider: _enum([
			"embedded",
			"kind",
			"minikube",
			"existing"
		]),
		name: string(),
		version: string(),
		nodes: array(string()),
		created: boolean()
	}).optional(),
	experiments: array(experiment)
});
/** The JSON Schema (draft-07) of `verdict.json`. Keys that it does not name may be added later. */
function verdictSchema() {
	return describe(result, "chaos-gate verdict.json", "What a run came to, schema version 1.");
}
/** The JSON Schema (draft-07) of one line of `journal.ndjson`. */
function journalSchema() {
	const events = Object.entries(eventShapes).map(([type, shape]) => shape.extend({ type: literal(type) }));
	const sample = sampleShape.extend({ type: literal("s") });
	return describe(union([...events, sample]), "chaos-gate journal.ndjson, one line", "An event of a run, journal version 1; t is milliseconds since the run began.");
}
function describe(shape, title, description) {
	const { $schema, ...schema } = toJSONSchema(shape, {
		target: "draft-7",
		io: "input"
	});
	return {
		$schema,
		title,
		description,
		...schema
	};
}
// src/cli/commands/schema.ts
const schemas = {
	scenarios: scenarioSchema,
	verdict: verdictSchema,
	journal: journalSchema
};
/** `schema [scenarios|verdict|journal]`: the JSON Schema (draft-07) of scenario files, of `verdict.json`, of a journal's line. */
async function schema({ operands }) {
	const [name = "scenarios"] = operands;
	if (operands.length > 1 || !Object.hasOwn(schemas, name)) throw new InvalidInput(`schema: found "${operands.join(" ")}", expected one of ${Object.keys(schemas).join(", ")}; scenarios by default`);
	process.stdout.write(`${JSON.stringify(schemas[name](), null, 2)}\n`);
	return exitCodes.upheld;
}
export { schema };
