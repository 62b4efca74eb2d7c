import type { DraftMap } from '../../draft/draft.ts';
import type { Source } from '../source.ts';
import type { Values } from './configuration.ts';
import type { ImportedProbe } from './probe.ts';

type Arguments = (name: string) => string | undefined;
type Convert = (argument: Arguments, tolerance: unknown, isAskedMeanwhile: boolean) => ImportedProbe | undefined;
const every = '250ms';
const howMany = 'Chaos Toolkit asks for all of them; say here how many have to be';

/** Functions of chaostoolkit-kubernetes that ask for a number, or for something that a number tells. */
const functions: Readonly<Record<string, Convert>> = {
  count_pods: countPods,
  pods_in_phase: (argument, tolerance) =>
    (argument('phase') ?? 'Running') === 'Running' ? somePods(argument, tolerance) : undefined,
  all_microservices_healthy: somePods,
  deployment_available_and_healthy: deployment,
  deployment_fully_available: deployment,
  microservice_available_and_healthy: deployment,
  microservice_is_available_and_healthy: deployment,
};

/** Of a `python` provider of chaosk8s. */
export function importKubernetesProbe(
  source: Source,
  values: Values,
  isAskedMeanwhile: boolean,
): ImportedProbe | undefined {
  const provider = source.get('provider');
  const name = String(provider.get('func').value);
  const convert = isOfKubernetes(provider) && Object.hasOwn(functions, name) ? functions[name] : undefined;
  const tolerance = source.get('tolerance');
  const argument = (key: string) => values.text(provider.get('arguments', key));
  const imported = convert?.(argument, tolerance.value, isAskedMeanwhile);
  if (!imported) return undefined;
  readCall(provider);
  if (tolerance.keys.length === 0) tolerance.whole();
  for (const key of ['type', 'range']) tolerance.get(key).whole();
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

/** How many there are. While one goes and another comes there is one too many: before and after, as Chaos Toolkit asks. */
function countPods(argument: Arguments, tolerance: unknown, isAskedMeanwhile: boolean): ImportedProbe | undefined {
  const bounds = boundsOf(tolerance);
  if (!bounds) return undefined;
  const place = isAskedMeanwhile ? 'tolerance' : 'after';
  const lines = isAskedMeanwhile ? [] : ['Chaos Toolkit asks before and after the method; `after` holds then'];
  return { probe: { probeKubernetes: pods(argument, 'count'), [place]: bounds }, lines };
}

/** A number, or a range whose ends count (chaostoolkit.org/reference/api/experiment/#steady-state-probe-tolerance). */
function boundsOf(tolerance: unknown): DraftMap | readonly string[] | undefined {
  if (typeof tolerance === 'number') return { value: `== ${tolerance}` };
  const { type, range } = (tolerance ?? {}) as { readonly type?: unknown; readonly range?: unknown };
  if (type !== 'range' || !Array.isArray(range) || range.length !== 2) return undefined;
  const [least, most] = range as readonly unknown[];
  return typeof least === 'number' && typeof most === 'number' ? [`value >= ${least}`, `value <= ${most}`] : undefined;
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
