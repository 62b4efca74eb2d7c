// src/report/event-line.ts
/**
* One line of text for an event, as the terminal and the action's log show it; nothing for one that needs none.
* Texts from outside are stripped of control characters, so that a name cannot move a terminal's cursor or start a line.
*/
function describeEvent(event) {
	const text = describe(event);
	return text === void 0 ? void 0 : printable(text);
}
function describe(event) {
	switch (event.type) {
		case "run-started": return `chaos-gate ${event.tool.version}: ${event.experiments.length} experiments, seed ${event.seed}`;
		case "cluster-ready": return `  cluster ${event.name} (${event.provider}, ${event.version}): ${event.nodes.length} nodes after ${seconds(event.t)}`;
		case "message": return event.level === "progress" ? `  ${event.text}` : `  ${event.level}: ${event.text}`;
		case "experiment-started": return event.name;
		case "phase-started": return `  ${event.phase}`;
		case "step-ended": return `    step ${event.index + 1} ${event.kind}: ${event.status === "done" ? "" : `${event.status}: `}${event.message}`;
		case "fault-injected": return `    ${event.kind} ${event.receipt.landed ? "landed" : "is not proven"}: ${event.receipt.evidence}`;
		case "fault-undone": return event.undone ? `    ${event.id} undone` : `    ${event.id} could not be undone: ${event.message}`;
		case "residue": return `    residue: ${event.object}: ${event.difference}`;
		case "experiment-ended":
		case "run-ended": return event.stopped && `  stopped: ${event.stopped.message}`;
		default: return;
	}
}
/** Control characters, line breaks and the ones that turn the direction of writing become a visible mark. */
function printable(text) {
	return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, "�");
}
function seconds(ms) {
	return `${(ms / 1e3).toFixed(1)} s`;
}
export { printable as n, describeEvent as t };
