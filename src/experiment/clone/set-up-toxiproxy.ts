import type { V1Pod } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../../errors.ts';
import type { ApiRequest, KubernetesAccess } from '../../kubernetes/access.ts';
import { readJson } from '../../kubernetes/connect.ts';
import type { ToxiproxyMutation } from '../../scenario/suite.ts';
import { sleep } from '../clock.ts';
import { proxiesOf, proxyNameOf, type ToxicProxy, toxiproxyName, toxiproxyPort } from './toxiproxy-container.ts';

const pollMs = 100;

/** What Toxiproxy answers for a proxy. Facts: github.com/Shopify/toxiproxy#http-api. */
interface ProxyState {
  readonly enabled: boolean;
  readonly toxics: readonly { readonly type: string; readonly attributes: Readonly<Record<string, number>> }[];
}

/**
 * Makes the proxies and toxics in one pod by Toxiproxy's HTTP API, through the API server, then sends the connections to
 * the containers' ports through them, from the node. Returns what Toxiproxy and the node say of it afterwards.
 * Throws InfrastructureFailure.
 */
export async function setUpToxiproxy(
  pod: V1Pod,
  mutation: ToxiproxyMutation,
  kubernetes: KubernetesAccess,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<string> {
  const { signal } = options;
  const ask = <T>(path: string, request: Partial<ApiRequest> = {}) =>
    askToxiproxy<T>(kubernetes, pod, path, { ...request, signal });
  await awaitToxiproxy(ask, options);
  const proxies = proxiesOf(pod.spec, mutation);
  for (const { name, listen, upstream } of proxies)
    await ask('/proxies', { method: 'POST', body: { name, listen, upstream, enabled: true } });
  for (const { targetProxy, type, attributes } of mutation.toxics)
    await ask(`/proxies/${encodeURIComponent(proxyNameOf(targetProxy))}/toxics`, {
      method: 'POST',
      body: { type, stream: 'downstream', toxicity: 1, attributes },
    });
  const redirected = await redirect(pod, proxies, kubernetes, signal);
  const state = await ask<Readonly<Record<string, ProxyState>>>('/proxies');
  for (const toxic of mutation.toxics) {
    const name = proxyNameOf(toxic.targetProxy);
    if (!state[name]?.enabled || !state[name].toxics.some(({ type }) => type === toxic.type))
      throw new InfrastructureFailure(`Toxiproxy in ${pod.metadata?.name} has no ${toxic.type} on ${name}`);
  }
  const toxics = mutation.toxics.map(({ targetProxy, type }) => `${type} on ${proxyNameOf(targetProxy)}`);
  return `Toxiproxy has ${toxics.join(', ') || 'no toxics'}; the node redirects port ${redirected.join(', ') || 'none'} through it`;
}

async function askToxiproxy<T>(
  api: Pick<KubernetesAccess, 'send'>,
  { metadata }: V1Pod,
  path: string,
  request: Partial<ApiRequest>,
): Promise<T> {
  const { name = '', namespace = '' } = metadata ?? {};
  return await readJson<T>(api, {
    path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}:${toxiproxyPort}/proxy${path}`,
    asking: `Toxiproxy in pod ${namespace}/${name} (${request.method ?? 'GET'} ${path})`,
    ...request,
  });
}

/** A container that runs need not listen yet. */
async function awaitToxiproxy(
  ask: <T>(path: string) => Promise<T>,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      await ask('/proxies');
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (performance.now() >= deadline) throw error;
      await sleep(pollMs, signal);
    }
  }
}

/** In the network of the pod, from its node. Throws InfrastructureFailure. */
async function redirect(
  pod: V1Pod,
  proxies: readonly ToxicProxy[],
  { node: door }: KubernetesAccess,
  signal: AbortSignal,
): Promise<number[]> {
  const node = pod.spec?.nodeName ?? '';
  const containerId = pod.status?.containerStatuses?.find(({ name }) => name === toxiproxyName)?.containerID ?? '';
  const state = await door.containerState({ node, containerId }, signal);
  if (state.state !== 'running') throw new InfrastructureFailure(`Toxiproxy in ${pod.metadata?.name} does not run`);
  const redirects = proxies.flatMap(({ redirects: each }) => each ?? []);
  for (const { port, to } of redirects)
    for (const verb of ['-A', '-C']) {
      const argv = ['nsenter', '-t', String(state.pid), '-n', ...redirectRule(verb, port, to)];
      const { status, stderr } = await door.execute(node, argv, signal);
      if (status !== 0) throw new InfrastructureFailure(`iptables on ${node} ended with ${status}: ${stderr.trim()}`);
    }
  return redirects.map(({ port }) => port);
}

/** iptables' arguments for one redirection; `-A` makes it, `-C` looks whether it is there. */
export function redirectRule(verb: string, port: number, to: number): string[] {
  const rule = ['-p', 'tcp', '--dport', String(port), '-j', 'REDIRECT', '--to-ports', String(to)];
  return ['iptables', '-w', '-t', 'nat', verb, 'PREROUTING', ...rule];
}
