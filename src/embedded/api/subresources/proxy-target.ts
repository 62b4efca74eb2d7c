import { type AnyObject, ApiError } from '../cluster-api.ts';
import type { ResourceCall, ServerContext } from '../http/server-context.ts';
import type { Registry } from '../registry/index.ts';
import { badRequest } from '../status/index.ts';

export interface ProxyTarget {
  readonly pod: { readonly namespace: string; readonly name: string };
  readonly port: number;
}

const DEFAULT_PORT = 80;

/**
 * The pod and port that a proxy request means: `NAME`, `NAME:PORT`, `http:NAME:PORT`; of a Service one of its ready endpoints.
 * @throws ApiError 503 when a Service has no endpoint or no such port
 */
export function proxyTargetOf({ registry }: Pick<ServerContext, 'registry'>, call: ResourceCall): ProxyTarget {
  const { resource, target } = call;
  const { name, port } = parseName(target.name!);
  const namespace = target.namespace!;
  if (resource.plural === 'nodes') throw unavailable('the kubelets of the embedded cluster serve no HTTP of their own');
  const object = registry.get(resource, namespace, name);
  if (resource.plural === 'services') return endpointOf(registry, object, port);
  return { pod: { namespace, name }, port: podPort(object, port) };
}

function parseName(text: string): { readonly name: string; readonly port: string } {
  const parts = text.split(':');
  if (parts.length === 1) return { name: parts[0]!, port: '' };
  if (parts.length === 2) return { name: parts[0]!, port: parts[1]! };
  const [scheme, name, port] = parts as [string, string, string];
  if (parts.length > 3 || (scheme !== '' && scheme !== 'http'))
    throw badRequest(`invalid proxy target ${JSON.stringify(text)}: expected NAME, NAME:PORT or http:NAME:PORT`);
  return { name, port };
}

function podPort(pod: AnyObject, port: string): number {
  const ports: AnyObject[] = (pod.spec.containers ?? []).flatMap((one: AnyObject) => one.ports ?? []);
  if (port === '') return ports[0]?.containerPort ?? DEFAULT_PORT;
  if (/^\d+$/.test(port)) return Number(port);
  const named = ports.find(one => one.name === port);
  if (!named) throw badRequest(`pod ${pod.metadata!.name} has no port named ${JSON.stringify(port)}`);
  return named.containerPort;
}

function endpointOf(registry: Registry, service: AnyObject, port: string): ProxyTarget {
  const { name, namespace } = service.metadata!;
  const ports: AnyObject[] = service.spec.ports ?? [];
  const wanted = ports.find(one =>
    port === '' ? !one.name || ports.length === 1 : one.name === port || String(one.port) === port,
  );
  if (!wanted) throw unavailable(`no service port ${JSON.stringify(port)} found for service ${JSON.stringify(name)}`);
  const slices = registry
    .list(registry.resources.byName('endpointslices.discovery.k8s.io')!, namespace)
    .filter(slice => slice.metadata!.labels?.['kubernetes.io/service-name'] === name);
  const candidates = slices.flatMap(slice => {
    const target = (slice.ports ?? []).find((one: AnyObject) => (one.name ?? '') === (wanted.name ?? ''));
    const ready = (slice.endpoints ?? []).filter(
      (one: AnyObject) => one.conditions?.ready !== false && one.targetRef?.kind === 'Pod',
    );
    return target
      ? ready.map((one: AnyObject) => ({
          pod: { namespace: one.targetRef.namespace ?? namespace, name: one.targetRef.name },
          port: target.port,
        }))
      : [];
  });
  if (candidates.length === 0) throw unavailable(`no endpoints available for service ${JSON.stringify(name)}`);
  return candidates[Math.floor(Math.random() * candidates.length)];
}

export function unavailable(message: string): ApiError {
  return new ApiError(503, 'ServiceUnavailable', message);
}
