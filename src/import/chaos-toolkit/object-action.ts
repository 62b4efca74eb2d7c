import { commented, type Draft } from '../../draft/draft.ts';
import type { Source } from '../source.ts';
import type { Values } from './configuration.ts';
import { isOfKubernetes, readCall } from './kubernetes-probe.ts';

/** Functions of chaostoolkit-kubernetes that change one object: its kind, and whether its replicas or its pods. */
const functions: Readonly<Record<string, { readonly kind: string; readonly change: 'scale' | 'restart' }>> = {
  scale_deployment: { kind: 'Deployment', change: 'scale' },
  rollout_deployment: { kind: 'Deployment', change: 'restart' },
  scale_statefulset: { kind: 'StatefulSet', change: 'scale' },
};

/** `scale_deployment` and the like as an objectAction, which is written back after the steps. */
export function importObjectAction(activity: Source, values: Values): Draft | undefined {
  const provider = activity.get('provider');
  const called = String(provider.get('func').value);
  const found = isOfKubernetes(provider) && Object.hasOwn(functions, called) ? functions[called] : undefined;
  const given = (argument: string) => provider.get('arguments', argument);
  const name = found && values.text(given('name'));
  const namespace = given('ns').value === undefined ? 'default' : values.text(given('ns'));
  if (!found || name === undefined || namespace === undefined) return undefined;
  const object = { kind: found.kind, name, namespace };
  if (found.change === 'restart') {
    readCall(provider);
    return { objectAction: { object, restart: {} } };
  }
  const replicas = values.number(given('replicas'));
  if (replicas === undefined) return undefined;
  readCall(provider);
  return commented({ objectAction: { object, scale: { replicas } } }, ['here it is put back after the steps']);
}
