import { commented, type Draft } from '../../draft/draft.ts';
import type { Source } from '../source.ts';
import type { Values } from './configuration.ts';
import { isOfKubernetes, readCall } from './kubernetes-probe.ts';

/** `terminate_pods` of chaostoolkit-kubernetes as a podAction; its defaults are those of that function. */
export function importTermination(activity: Source, values: Values): Draft | undefined {
  const provider = activity.get('provider');
  if (!isOfKubernetes(provider) || provider.get('func').value !== 'terminate_pods') return undefined;
  const given = (name: string) => provider.get('arguments', name);
  // What narrows the choice down and cannot be read: without it, other pods would be hit.
  if (['label_selector', 'name_pattern', 'ns', 'qty'].some(name => isUnreadable(given(name), values))) return undefined;
  const sample = sampleOf(given, values);
  if (!sample) return undefined;
  readCall(provider);
  const selector = values.text(given('label_selector'));
  const pattern = values.text(given('name_pattern'));
  const namespace = values.text(given('ns')) ?? 'default';
  return {
    podAction: {
      matches: [selector ? { labels: { selector, namespace } } : { namespace }],
      // Theirs may match anywhere in the name, ours has to match from its begin.
      filters: [...(pattern ? [{ property: { name: 'name', value: `.*(?:${pattern})` } }] : []), ...sample],
      actions: [killOf(values.number(given('grace_period')) ?? -1)],
    },
  };
}

function killOf(graceSeconds: number): Draft {
  if (graceSeconds <= 0) return { kill: { method: graceSeconds === 0 ? 'force' : 'delete' } };
  return commented({ kill: { method: 'delete' } }, [
    `grace_period ${graceSeconds}: here the pod gets the one that it asks for itself`,
  ]);
}

function isUnreadable(source: Source, values: Values): boolean {
  return source.value !== undefined && source.value !== null && values.text(source) === undefined;
}

/** How many of them. Only a seed chooses here, never the order of names. */
function sampleOf(given: (name: string) => Source, values: Values): Draft[] | undefined {
  const mode = values.text(given('mode')) ?? 'fixed';
  const quantity = values.number(given('qty')) ?? 1;
  const isRandom = given('rand').flag() ?? false;
  if (given('all').flag() === true) return [];
  const lines = isRandom ? [] : ['Chaos Toolkit would take the first ones; here the seed chooses'];
  if (mode === 'percentage') return [commented({ randomSample: { ratio: quantity / 100 } }, lines)];
  return mode === 'fixed' ? [commented({ randomSample: { size: quantity } }, lines)] : undefined;
}
