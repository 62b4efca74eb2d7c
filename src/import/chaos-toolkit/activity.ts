import { commented, type Draft, dismissed } from '../../draft/draft.ts';
import { noteLine } from '../note.ts';
import type { Source } from '../source.ts';
import type { Values } from './configuration.ts';
import { isOfKubernetes, readCall } from './kubernetes-probe.ts';
import { importObjectAction } from './object-action.ts';
import { importRequest } from './request.ts';
import { importTermination } from './termination.ts';

const importers = [importTermination, importNodeAction, importObjectAction, importRequestStep];

/** An action or probe of the method as steps, its pauses as waits; a comment when it has no counterpart. */
export function importActivity(activity: Source, values: Values): Draft[] {
  const [before, after] = [pause(activity, 'before', values), pause(activity, 'after', values)];
  let step: Draft | undefined;
  for (const importer of importers) step ??= importer(activity, values);
  if (step === undefined) {
    const notes = activity.leftovers('no step does this');
    return [...before, dismissed(undefined, notes.map(noteLine)), ...after];
  }
  const name = values.text(activity.get('name'));
  if (['action', 'probe'].includes(String(activity.get('type').value))) activity.get('type').text();
  const background = activity
    .get('background')
    .leftovers('steps come one after another, the probes sample all the while');
  const left = [...background, ...activity.leftovers()].map(noteLine);
  return [...before, commented(step, [...(name === undefined ? [] : [name.replace(/\s+/g, ' ')]), ...left]), ...after];
}

function pause(activity: Source, when: 'before' | 'after', values: Values): Draft[] {
  const seconds = values.number(activity.get('pauses', when)) ?? 0;
  return seconds > 0 ? [{ wait: { seconds } }] : [];
}

function importNodeAction(activity: Source, values: Values): Draft | undefined {
  const provider = activity.get('provider');
  const name = provider.get('func').value;
  if (!isOfKubernetes(provider) || (name !== 'cordon_node' && name !== 'drain_nodes')) return undefined;
  const node = values.text(provider.get('arguments', 'name'));
  const narrowing = ['label_selector', 'pod_label_selector', 'pod_namespace'];
  if (node === undefined || narrowing.some(key => provider.get('arguments', key).value !== undefined)) return undefined;
  readCall(provider);
  const matches = [{ property: { name: 'name', value: `${node.replaceAll('.', '\\.')}$` } }];
  if (name === 'cordon_node') return { nodeAction: { matches, actions: [{ cordon: {} }] } };
  const timeout = values.number(provider.get('arguments', 'timeout'));
  return { nodeAction: { matches, actions: [{ drain: { timeout } }] } };
}

/** A request between two actions: the step probeHTTP, which wants an answer of 200 where nothing else is said. */
function importRequestStep(activity: Source, values: Values): Draft | undefined {
  const tolerance = activity.get('tolerance');
  if (tolerance.value !== undefined && typeof tolerance.value !== 'number') return undefined;
  const request = importRequest(activity.get('provider'), values);
  if (!request) return undefined;
  const code = tolerance.number();
  return { probeHTTP: { ...request, code: code === 200 ? undefined : code, retries: 1 } };
}
