import type { Scenario } from '../scenario/suite.ts';
import { protectedNamespaces } from './targets.ts';

/**
 * Where bystanders of a scenario may come to harm: the namespaces that it touches, those of the app and of the Services that
 * its probes ask. A cluster's own are watched only where they are touched. Pure.
 */
export function watchedNamespaces(
  { steadyState }: Pick<Scenario, 'steadyState'>,
  touched: readonly string[],
  ofApp: readonly string[],
): string[] {
  const asked = steadyState.flatMap(({ probe }) =>
    'target' in probe && 'service' in probe.target ? [probe.target.service.namespace] : [],
  );
  const beside = [...ofApp, ...asked].filter(namespace => !protectedNamespaces.has(namespace));
  return [...new Set([...touched, ...beside])].sort();
}
