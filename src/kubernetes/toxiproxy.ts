import { setTimeout as delay } from 'node:timers/promises';
import type { ApiConnection } from './access.ts';
import { readJson } from './connect.ts';

/** A pod in which Toxiproxy runs, and the port of its HTTP API (github.com/Shopify/toxiproxy#http-api). */
export interface ToxiproxyPod {
  readonly namespace: string;
  readonly name: string;
  readonly apiPort: number;
}

export interface ToxiproxyProxy {
  readonly name: string;
  /** `0.0.0.0:8080`. */
  readonly listen: string;
  readonly upstream: string;
}

export interface ToxiproxyToxic {
  readonly name: string;
  readonly type: string;
  readonly stream: 'upstream' | 'downstream';
  /** Share of the connections that it meets, 0-1. */
  readonly toxicity: number;
  readonly attributes: Readonly<Record<string, number>>;
}

/** What Toxiproxy says of its proxies, by name. */
export type ToxiproxyState = Readonly<
  Record<string, { readonly enabled: boolean; readonly upstream: string; readonly toxics: readonly ToxiproxyToxic[] }>
>;

/** Toxiproxy's HTTP API, through the API server: its image has no shell, and its port no Service. */
export interface Toxiproxy {
  /** Throws ApiFailure. */
  state(): Promise<ToxiproxyState>;
  addProxy(proxy: ToxiproxyProxy): Promise<void>;
  addToxic(proxy: string, toxic: ToxiproxyToxic): Promise<void>;
}

const pollMs = 100;

export function openToxiproxy(api: Pick<ApiConnection, 'send'>, pod: ToxiproxyPod, signal: AbortSignal): Toxiproxy {
  const ask = async <T>(path: string, body?: object): Promise<T> =>
    await readJson<T>(api, {
      path: `/api/v1/namespaces/${encodeURIComponent(pod.namespace)}/pods/${encodeURIComponent(pod.name)}:${pod.apiPort}/proxy${path}`,
      ...(body && { method: 'POST' as const, body }),
      asking: `Toxiproxy in pod ${pod.namespace}/${pod.name} (${path})`,
      signal,
    });
  return {
    state: () => ask('/proxies'),
    async addProxy(proxy) {
      await ask('/proxies', { ...proxy, enabled: true });
    },
    async addToxic(proxy, toxic) {
      await ask(`/proxies/${encodeURIComponent(proxy)}/toxics`, toxic);
    },
  };
}

/** A container that runs need not listen yet. Throws what it was last told. */
export async function awaitToxiproxy(toxiproxy: Toxiproxy, timeoutMs: number, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      await toxiproxy.state();
      return;
    } catch (error) {
      signal.throwIfAborted();
      if (performance.now() >= deadline) throw error;
      await delay(pollMs, undefined, { signal });
    }
  }
}
