import { C as ZodISODateTime, E as boolean, F as record, G as recoveryStages, H as _isoDateTime, L as string, M as object, O as int, T as array, W as metrics, j as number, k as literal, w as _enum } from "./chunk-tolerance.js";
// node_modules/zod/v4/classic/iso.js
function datetime(params) {
	return _isoDateTime(ZodISODateTime, params);
}
// src/journal/watch-event.ts
const podChanges = [
	"created",
	"scheduled",
	"started",
	"ready",
	"not-ready",
	"restarted",
	"failed",
	"terminating",
	"gone"
];
// src/journal/event-shape.ts
/** What a journal's line must look like to be believed. Further keys are let pass: a later version may have added them. */
const position = object({
	file: string(),
	line: number(),
	column: number()
});
/** Milliseconds since the run began: nothing in its journal was before. */
const t = number().min(0);
const index = int().min(0);
const stopped = object({
	code: string(),
	message: string(),
	at: position.optional()
}).optional();
const phase = _enum([
	"baseline",
	"method",
	"undo",
	"recovery"
]);
const names = array(string());
const tolerance = object({
	metric: _enum(metrics),
	operator: _enum([
		">=",
		">",
		"<=",
		"<",
		"=="
	]),
	value: number(),
	unit: _enum([
		"share",
		"ms",
		"number"
	]),
	expression: string(),
	phases: array(_enum([
		"baseline",
		"method",
		"recovery"
	])),
	at: position
});
const probe = object({
	name: string(),
	kind: string(),
	at: position,
	everyMs: number().min(0),
	timeoutMs: number().min(0),
	minSamples: number(),
	tolerances: array(tolerance),
	service: object({
		namespace: string(),
		name: string()
	}).optional(),
	countsObjects: literal(true).optional(),
	digest: string().optional(),
	leastValue: literal(0).optional(),
	stopWhen: names.optional(),
	vantage: string().optional()
});
const experiments = array(object({
	name: string(),
	at: position
}));
const target = object({
	kind: string(),
	name: string(),
	namespace: string().optional()
});
/** The visible list of events, less `s`, which has its own reader. */
const eventShapes = {
	"run-started": object({
		t,
		journalVersion: literal(1),
		tool: object({
			name: literal("chaos-gate"),
			version: string()
		}),
		startedAt: datetime({ offset: true }),
		seed: number(),
		compat: _enum(["strict", "legacy"]),
		failOn: _enum(["refuted", "inconclusive"]),
		exitStrategy: _enum(["report", "fail-fast"]).optional(),
		files: names,
		flags: names.optional(),
		experiments
	}),
	"experiments-planned": object({
		t,
		experiments
	}),
	"cluster-ready": object({
		t,
		provider: _enum([
			"embedded",
			"kind",
			"minikube",
			"existing"
		]),
		name: string(),
		version: string(),
		nodes: names,
		created: boolean()
	}),
	message: object({
		t,
		level: _enum([
			"progress",
			"notice",
			"warning"
		]),
		text: string()
	}),
	"experiment-started": object({
		t,
		experiment: index,
		name: string(),
		at: position,
		hypothesis: string().optional(),
		steadyState: array(probe),
		steps: array(object({
			kind: string(),
			at: position,
			digest: string().optional()
		})),
		phaseMs: object({
			baseline: number(),
			method: number()
		}).optional(),
		recovery: object({
			withinMs: number(),
			stableForMs: number(),
			tolerances: array(object({
				stage: _enum(recoveryStages),
				operator: _enum([
					">=",
					">",
					"<=",
					"<",
					"=="
				]),
				valueMs: number(),
				expression: string(),
				at: position
			})).optional()
		}),
		collateral: _enum(["refute", "ignore"]).optional()
	}),
	"phase-started": object({
		t,
		experiment: index,
		phase
	}),
	"phase-ended": object({
		t,
		experiment: index,
		phase
	}),
	"step-ended": object({
		t,
		startedT: t,
		experiment: index,
		index,
		kind: string(),
		at: position,
		status: _enum([
			"done",
			"failed",
			"skipped",
			"interrupted"
		]),
		message: string(),
		inconclusive: string().optional()
	}),
	"fault-injected": object({
		t,
		experiment: index,
		step: index,
		id: string(),
		kind: string(),
		targets: array(target),
		receipt: object({
			landed: boolean(),
			evidence: string()
		}),
		needsUndo: boolean(),
		mechanism: string().optional(),
		parameters: record(string(), number()).optional()
	}),
	"fault-undone": object({
		t,
		experiment: index,
		id: string(),
		undone: boolean(),
		message: string().optional()
	}),
	"pod-changed": object({
		t,
		experiment: index,
		namespace: string(),
		name: string(),
		uid: string(),
		workload: string(),
		change: _enum(podChanges),
		targeted: boolean()
	}),
	"endpoint-changed": object({
		t,
		experiment: index,
		namespace: string(),
		service: string(),
		uid: string(),
		name: string(),
		change: _enum(["added", "removed"]),
		left: index.optional()
	}),
	"cluster-event": object({
		t,
		experiment: index,
		object: string(),
		reason: string(),
		message: string(),
		warning: boolean()
	}),
	"method-stopped": object({
		t,
		experiment: index,
		at: position,
		probe: string(),
		expression: string(),
		observed: string()
	}),
	residue: object({
		t,
		experiment: index,
		object: string(),
		difference: string()
	}),
	"experiment-ended": object({
		t,
		experiment: index,
		stopped
	}),
	"run-ended": object({
		t,
		stopped
	})
};
const finite = number();
/** The line of a sample that its fast reader leaves to others. */
const sampleShape = object({
	t,
	e: index,
	p: index,
	r: _enum([
		"ok",
		"fail",
		"broken",
		"late",
		"stale"
	]),
	ms: finite,
	why: string().optional(),
	v: finite.optional(),
	mesh: object({
		expected: finite,
		alive: finite,
		nodes: finite,
		ms: array(finite),
		dead: names.optional(),
		excused: finite.optional(),
		pods: names.optional(),
		on: names.optional(),
		states: string().optional()
	}).optional()
});
export { sampleShape as n, datetime as r, eventShapes as t };
