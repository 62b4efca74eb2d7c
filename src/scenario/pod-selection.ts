/** Which pods a podAction means: pure functions on what the caller has listed, at the time it names. */
export { legacyPodState } from './compat/pod-state.ts';
export {
  applyFilters,
  type FilterContext,
  type Filtered,
  filterPods,
  type Random,
  sampleSize,
} from './pods/filter-pods.ts';
export { formatLabelSelector, type LabelRequirement, labelsMatch, parseLabelSelector } from './pods/label-selector.ts';
export { type DeploymentSelector, matchPods } from './pods/match-pods.ts';
export { literalNamespaces, namespaceMatches } from './pods/namespace-pattern.ts';
export { byNamespaceAndName, type PodRecord, podState, prefixPattern } from './pods/pod.ts';
export { isSealEnabled, sealRefusal } from './pods/seal-labels.ts';
