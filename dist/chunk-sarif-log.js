// src/report/markup.ts
/** Builds HTML, SVG or XML: what is put in comes out as text, whatever it holds. */
function markup(strings, ...contents) {
	return { markup: strings.map((string, index) => (index === 0 ? "" : render(contents[index - 1])) + string).join("") };
}
function render(content) {
	if (content === void 0) return "";
	if (typeof content === "string") return escapeMarkup(content);
	if (typeof content === "number") return String(content);
	return "markup" in content ? content.markup : content.map(render).join("");
}
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
/** Safe as text and in quoted attributes, in HTML and in XML 1.0, where most control characters cannot even be written. */
function escapeMarkup(text) {
	return visible(text).replace(/[&<>"']/g, (character) => entities[character]);
}
/** What cannot be shown, turns the direction of writing or is no character at all becomes a visible mark. */
function visible(text) {
	return text.toWellFormed().replace(/[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, "�");
}
/** Names and messages come from outside and may be of any length. */
function shorten(text, length = 300) {
	if (text.length <= length) return text;
	return `${text.slice(0, length - 1).toWellFormed()}…`;
}
// src/report/fingerprint.ts
/** FNV-1a in 128 bits (http://www.isthe.com/chongo/tech/comp/fnv/): no secret, only the same for the same text. */
const offsetBasis = 144066263297769815596495629667062367629n;
const prime = 309485009821345068724781371n;
/** 32 hexadecimal digits that are the same for the same texts, and not for others. */
function fingerprint(...texts) {
	let hash = offsetBasis;
	for (const byte of new TextEncoder().encode(JSON.stringify(texts))) hash = BigInt.asUintN(128, (hash ^ BigInt(byte)) * prime);
	return hash.toString(16).padStart(32, "0");
}
// src/report/sarif-log.ts
/**
* Code scanning shows at most 5,000 results of a run and refuses more than 25,000
* (https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
*/
const maxResults = 5e3;
/** One run of this program in SARIF 2.1.0, as code scanning reads it; the first results where there are too many. */
function renderSarifLog({ tool, rules, results, properties = {} }) {
	const shown = results.slice(0, maxResults);
	const ids = rules.map(({ id }) => id);
	const seen = /* @__PURE__ */ new Map();
	const sarif = {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: tool.name,
				version: tool.version,
				rules: rules.map(describeRule)
			} },
			automationDetails: { id: "chaos-gate/" },
			columnKind: "utf16CodeUnits",
			properties: {
				...properties,
				...shown.length < results.length && { note: `only the first 5000 of ${results.length} are here` }
			},
			results: shown.map((result) => describeResult(result, ids.indexOf(result.ruleId), seen))
		}]
	};
	return `${JSON.stringify(sarif, null, 2)}\n`;
}
function describeRule({ id, short, full, help, level, tags }) {
	return {
		id,
		shortDescription: { text: short },
		fullDescription: { text: full },
		help: { text: help },
		defaultConfiguration: { level },
		properties: { tags }
	};
}
function describeResult({ ruleId, level, message, at, about, fix }, ruleIndex, seen) {
	const place = fingerprint(ruleId, at.file, about).slice(0, 16);
	const occurrence = (seen.get(place) ?? 0) + 1;
	seen.set(place, occurrence);
	const artifactLocation = { uri: uriOf(at.file) };
	const region = {
		startLine: at.line,
		...at.column !== void 0 && { startColumn: at.column }
	};
	return {
		ruleId,
		ruleIndex,
		level,
		message: { text: withoutLinks(shorten(visible(message), 4e3)) },
		locations: [{ physicalLocation: {
			artifactLocation,
			region
		} }],
		partialFingerprints: { primaryLocationLineHash: `${place}:${occurrence}` },
		...fix && { fixes: [describeFix(fix, artifactLocation)] }
	};
}
function describeFix({ from, to, text }, artifactLocation) {
	return { artifactChanges: [{
		artifactLocation,
		replacements: [{
			deletedRegion: {
				startLine: from.line,
				startColumn: from.column,
				endLine: to.line,
				endColumn: to.column
			},
			insertedContent: { text }
		}]
	}] };
}
/** `[text](place)` is a link in a message (SARIF 2.1.0, 3.11.6), and names come from outside. */
function withoutLinks(message) {
	return message.replaceAll("](", `]⁠(`);
}
/** A path as a URI reference: relative to the repository, or a file URI. */
function uriOf(path) {
	const encoded = path.toWellFormed().split("/").map(encodeURIComponent).join("/");
	return path.startsWith("/") ? `file://${encoded}` : encoded;
}
export { markup as a, escapeMarkup as i, renderSarifLog as n, shorten as o, fingerprint as r, visible as s, maxResults as t };
