import type { DraftMap } from '../../draft/draft.ts';
import type { Source } from '../source.ts';
import type { Values } from './configuration.ts';
import type { ImportedProbe } from './probe.ts';

type Arguments = (name: string) => string | undefined;
type Convert = (argument: Arguments, tolerance: unknown) => ImportedProbe | undefined;
const every = '250ms';
const howMany = 'Chaos Toolkit asks for all of them; say here how many have to be';

/** Functions of chaostoolkit-kubernetes that ask for a number, or for something that a number tells. */
const functions: Readonly<Record<string, Convert>> = {
  count_pods: (argument, tolerance) =>
    typeof tolerance === 'number'
      ? { probe: { probeKubernetes: pods(argument, 'count'), tolerance: { value: `== ${tolerance}` } }, lines: [] }
      : undefined,
  pods_in_phase: (argument, tolerance) =>
    (argument('phase') ?? 'Running') === 'Running' ? somePods(argument, tolerance) : undefined,
  all_microservices_healthy: somePods,
  deployment_available_and_healthy: deployment,
  deployment_fully_available: deployment,
  microservice_available_and_healthy: deployment,
  microservice_is_available_and_healthy: deployment,
};

/** Of a `python` provider of chaosk8s. */
export function importKubernetesProbe(source: Source, values: Values): ImportedProbe | undefined {
  const provider = source.get('provider');
  const name = String(provider.get('func').value);
  const convert = isOfKubernetes(provider) && Object.hasOwn(functions, name) ? functions[name] : undefined;
  const imported = convert?.(key => values.text(provider.get('arguments', key)), source.get('tolerance').value);
  if (!imported) return undefined;
  readCall(provider);
  source.get('tolerance').whole();
  return imported;
}

/** Whether a provider calls chaostoolkit-kubernetes. */
export function isOfKubernetes(provider: Source): boolean {
  const module = String(provider.get('module').value);
  return provider.get('type').value === 'python' && /^chaosk8s(\.[a-z]+)*\.(probes|actions)$/.test(module);
}

/** Counts as read what a call is made by. */
export function readCall(provider: Source): void {
  for (const key of ['type', 'module', 'func']) provider.get(key).text();
}

function pods(argument: Arguments, value: 'count' | 'ready'): DraftMap {
  // The default of chaostoolkit-kubernetes.
  return {
    resource: 'pods',
    selector: argument('label_selector'),
    namespace: argument('ns') ?? 'default',
    value,
    every,
  };
}

function somePods(argument: Arguments, tolerance: unknown): ImportedProbe | undefined {
  if (tolerance !== true) return undefined;
  return { probe: { probeKubernetes: pods(argument, 'ready'), tolerance: { value: '>= 1' } }, lines: [howMany] };
}

function deployment(argument: Arguments, tolerance: unknown): ImportedProbe | undefined {
  const name = argument('name');
  if (tolerance !== true || name === undefined) return undefined;
  const namespace = argument('ns') ?? 'default';
  const probe = { resource: 'deployments', name, namespace, value: 'status.readyReplicas', every };
  return { probe: { probeKubernetes: probe, tolerance: { value: '>= 1' } }, lines: [howMany] };
}
