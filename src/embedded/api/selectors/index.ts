import type { AnyObject, ListOptions } from '../cluster-api.ts';
import type { Resource } from '../resources/index.ts';
import { type ObjectTest, parseFieldSelector } from './field-selector.ts';
import { parseLabelSelector } from './label-selector.ts';

export { matchesSelector, parseLabelSelector } from './label-selector.ts';

/** One test for namespace, labels and fields; undefined when everything passes. */
export function parseSelectors(resource: Resource, options: ListOptions): ObjectTest | undefined {
  const tests: ObjectTest[] = [];
  if (options.namespace !== undefined && resource.namespaced)
    tests.push(object => object.metadata?.namespace === options.namespace);
  if (options.labelSelector) {
    const test = parseLabelSelector(options.labelSelector);
    tests.push((object: AnyObject) => test((object.metadata?.labels ?? {}) as Record<string, string>));
  }
  if (options.fieldSelector) tests.push(parseFieldSelector(resource, options.fieldSelector));
  return tests.length === 0 ? undefined : object => tests.every(test => test(object));
}
