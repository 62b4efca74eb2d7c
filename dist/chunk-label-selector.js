// src/scenario/pods/label-selector.ts
const key = "(?:[a-zA-Z0-9][-a-zA-Z0-9.]*/)?[a-zA-Z0-9](?:[-\\w.]*[a-zA-Z0-9])?";
const value = "(?:[a-zA-Z0-9](?:[-\\w.]*[a-zA-Z0-9])?)?";
const equality = new RegExp(`^(${key})\\s*(=|==|!=)\\s*(${value})$`);
const set = new RegExp(`^(${key})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const existence = new RegExp(`^(!?)\\s*(${key})$`);
const validValue = new RegExp(`^${value}$`);
/**
* Reads a label selector as kubectl takes it: `app=web,tier!=cache,env in (dev,test),!legacy`. Empty: no requirement.
* undefined when it does not parse. Grammar: kubernetes.io/docs/concepts/overview/working-with-objects/labels.
*/
function parseLabelSelector(selector) {
	if (selector.length > 4096) return void 0;
	if (selector.trim() === "") return [];
	const requirements = selector.split(/,(?![^(]*\))/).map((part) => parseRequirement(part.trim()));
	return requirements.every((requirement) => requirement !== void 0) ? requirements : void 0;
}
function parseRequirement(text) {
	const equals = equality.exec(text);
	if (equals) return {
		kind: equals[2] === "!=" ? "notIn" : "in",
		key: equals[1],
		values: [equals[3]]
	};
	const member = set.exec(text);
	if (member) {
		const values = member[3].split(",").map((each) => each.trim());
		return values.every((each) => validValue.test(each)) ? {
			kind: member[2] === "in" ? "in" : "notIn",
			key: member[1],
			values
		} : void 0;
	}
	const exists = existence.exec(text);
	return exists ? {
		kind: exists[1] ? "missing" : "exists",
		key: exists[2]
	} : void 0;
}
/** Whether labels meet every requirement. As in Kubernetes, `!=` and `notin` hold for objects without the key. */
function labelsMatch(labels, requirements) {
	return requirements.every((requirement) => {
		const actual = Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : void 0;
		if (!("values" in requirement)) return actual !== void 0 === (requirement.kind === "exists");
		return (actual !== void 0 && requirement.values.includes(actual)) === (requirement.kind === "in");
	});
}
/**
* Whether the selector of a PodDisruptionBudget covers a pod with these labels: an empty one covers every pod, an absent one
* none (policy/v1). One that cannot be read here protects whatever it may mean.
*/
function budgetCovers(selector, podLabels) {
	if (!selector) return false;
	const requirements = parseLabelSelector(formatLabelSelector(selector));
	return requirements === void 0 || labelsMatch(podLabels ?? {}, requirements);
}
/**
* A workload's selector as the API's `labelSelector` parameter has it: `app=web,tier in (a,b),!canary`.
* An empty selector gives the empty string, which matches every pod of the namespace, as it does in Kubernetes.
*/
function formatLabelSelector({ matchLabels = {}, matchExpressions = [] }) {
	const equal = Object.entries(matchLabels).map(([name, wanted]) => `${name}=${wanted}`);
	const expressions = matchExpressions.map(({ key: name, operator, values = [] }) => {
		switch (operator) {
			case "In": return `${name} in (${values.join(",")})`;
			case "NotIn": return `${name} notin (${values.join(",")})`;
			case "Exists": return name;
			case "DoesNotExist": return `!${name}`;
			default: throw new Error(`a label selector has the operator "${operator}", which Kubernetes does not know`);
		}
	});
	return [...equal, ...expressions].join(",");
}
export { parseLabelSelector as i, formatLabelSelector as n, labelsMatch as r, budgetCovers as t };
