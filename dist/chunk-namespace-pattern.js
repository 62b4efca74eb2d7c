// src/scenario/selection-filters.ts
/** What the filters leave, one after another; stops at the first that leaves nothing, and names it. */
function applySelectionFilters(items, filters, candidates, context) {
	let left = [...items].sort(candidates.order);
	for (const filter of filters) {
		const before = left.length;
		if (before === 0) break;
		left = applyFilter(left, filter, candidates, context);
		if (left.length === 0) return {
			items: left,
			emptiedBy: {
				filter,
				before
			}
		};
	}
	return { items: left };
}
/** Whether something has the property that is asked for. */
function hasProperty(item, { name, value, negative }, { valuesOf }) {
	const patterns = [value].flat().map(prefixPattern);
	return valuesOf(item, name).some((actual) => patterns.some((pattern) => pattern.test(actual))) !== negative;
}
/** A regular expression that has to match at the beginning, ignoring case: PowerfulSeal's `re.match`. */
function prefixPattern(pattern) {
	return new RegExp(`^(?:${inJavaScript(pattern)})`, "i");
}
/** Python's spellings of what JavaScript spells otherwise; policies are written for its `re`. */
function inJavaScript(pattern) {
	return pattern.replace(/^\(\?i\)/, "").replaceAll("(?P<", "(?<").replaceAll("\\Z", "$");
}
function applyFilter(items, filter, candidates, { random, now, compat }) {
	switch (filter.kind) {
		case "property": return items.filter((item) => hasProperty(item, filter, candidates));
		case "dayTime": return isWithin(filter, now) ? items : [];
		case "randomSample": return sample(items, sampleSize(filter, items.length, compat), candidates.order, random);
		case "probability": return random.next() < filter.probability ? items : [];
	}
}
/**
* How many a randomSample takes of so many. A ratio is rounded down, but a wish for some is never rounded to none:
* 0.3 of 3 pods is 1 (PowerfulSeal, and `legacy`: 0). The noise of binary fractions does not cost a pod: 0.29 of 100 is 29.
*/
function sampleSize(filter, available, compat = "strict") {
	if (filter.size !== void 0) return Math.min(filter.size, available);
	const ratio = filter.ratio ?? 0;
	if (compat === "legacy") return Math.floor(ratio * available);
	if (ratio <= 0 || available === 0) return 0;
	return Math.max(1, Math.floor(ratio * available + 1e-9));
}
/** The first `size` of a Fisher-Yates shuffle, in order. */
function sample(items, size, order, random) {
	const shuffled = [...items];
	for (let i = 0; i < size; i++) {
		const j = i + Math.floor(random.next() * (shuffled.length - i));
		[shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
	}
	return shuffled.slice(0, size).sort(order);
}
const weekdays = [
	"sunday",
	"monday",
	"tuesday",
	"wednesday",
	"thursday",
	"friday",
	"saturday"
];
function isWithin(filter, now) {
	const day = weekdays[now.getDay()];
	if (filter.onlyDays.length > 0 && !filter.onlyDays.includes(day)) return false;
	const second = now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds();
	return second >= filter.startSecond && second <= filter.endSecond;
}
// src/scenario/pods/namespace-pattern.ts
/** What names and globs are made of; a pattern with anything else is a regular expression. */
const globCharacters = /^[-a-z0-9*?]*$/i;
/**
* Whether a namespace is one that a pattern names: the name itself, one of a comma-separated list, `*` or empty for all,
* or a pattern with `*`, matched as a whole. In a pattern `*` stands for any characters and `?` for one, unless it has
* what only a regular expression has (`team-(a|b).*`). PowerfulSeal (`legacy`) searches whatever has a `*` as a regular
* expression, so that its `prod*` also finds `profile`.
*/
function namespaceMatches(namespace, pattern, compat = "strict") {
	const searched = compat === "legacy" && pattern.includes("*") ? parseExpression(pattern) : void 0;
	if (searched && pattern !== "*") return searched.test(namespace);
	return partsOf(pattern).some((part) => {
		if (part === "" || part === "*") return true;
		if (!part.includes("*") || globCharacters.test(part)) return globMatches(namespace, part);
		return parseExpression(`^(?:${part})$`)?.test(namespace) ?? false;
	});
}
/** The namespaces that a pattern names literally; undefined when only a look at all of them can tell. */
function literalNamespaces(pattern) {
	const parts = partsOf(pattern);
	return parts.some((part) => part === "" || /[*?]/.test(part)) ? void 0 : parts;
}
/** Whether a pattern can name a namespace at all. */
function isNamespacePattern(pattern) {
	return partsOf(pattern).every((part) => !/[/\s]/.test(part) && (!part.includes("*") || globCharacters.test(part) || parseExpression(part)));
}
/** Commas inside of braces and brackets belong to a regular expression. */
function partsOf(pattern) {
	return pattern.split(/,(?![^{[]*[}\]])/).map((part) => part.trim());
}
function parseExpression(expression) {
	try {
		return new RegExp(expression, "i");
	} catch {
		return;
	}
}
/** Never exponential, whatever the pattern: on a mismatch only the last `*` takes one more character. */
function globMatches(text, pattern) {
	let at = 0;
	let p = 0;
	let star = -1;
	let resume = 0;
	while (at < text.length) if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[at] && pattern[p] !== "*")) {
		at++;
		p++;
	} else if (pattern[p] === "*") {
		star = p++;
		resume = at;
	} else if (star >= 0) {
		p = star + 1;
		at = ++resume;
	} else return false;
	while (pattern[p] === "*") p++;
	return p === pattern.length;
}
export { hasProperty as a, applySelectionFilters as i, literalNamespaces as n, prefixPattern as o, namespaceMatches as r, sampleSize as s, isNamespacePattern as t };
