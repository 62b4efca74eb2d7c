import { type CheckResults, type PodResult, type ProbeResult, sortedRecord, wholeMs } from './answers.ts';
import { callPeer } from './calls.ts';
import type { Metrics } from './metrics.ts';
import { choosePeers, listPeers, type Peer } from './peers.ts';
import type { Settings } from './settings.ts';
import { lookAt } from './targets.ts';

/** One pod's view of the mesh: it pings every peer and keeps the last result of each. */
export interface Mesh {
  /** The list of peers from the API server; counts its time and its failures. Rejects when it fails. */
  list(): Promise<Peer[]>;
  check(): Promise<CheckResults>;
  start(): void;
}

interface Pinger {
  readonly peer: Peer;
  stop(): void;
}

export function createMesh(settings: Settings, metrics: Metrics, log: (text: string) => void): Mesh {
  const pingers = new Map<string, Pinger>();
  const results = new Map<string, { readonly key: string; readonly result: PodResult }>();

  const list = async (): Promise<Peer[]> => {
    const startedMs = performance.now();
    try {
      return await listPeers(settings);
    } catch (error) {
      metrics.countError('kubernetes_api');
      log(`cannot list peers: ${(error as Error).message}`);
      throw error;
    } finally {
      metrics.observeApiServer((performance.now() - startedMs) / 1000);
    }
  };

  const ping = async (peer: Peer): Promise<void> => {
    const pingTime = new Date().toISOString();
    metrics.countCall('made', 'ping');
    const result = await callPeer(peer.address, settings.clientPort, '/ping', settings.pingTimeoutMs);
    metrics.observePeer('ping', peer.hostIP, peer.podIP, result.durationMs / 1000);
    if (!result.ok) metrics.countError('ping');
    if (!pingers.has(identityOf(peer))) return;
    const durationMs = wholeMs(result.durationMs);
    results.set(identityOf(peer), {
      key: peer.key,
      result: {
        HostIP: peer.hostIP,
        OK: result.ok,
        PingTime: pingTime,
        PodIP: peer.podIP,
        ...(result.ok ? { response: result.body } : { error: result.error }),
        ...(durationMs === undefined ? {} : { 'response-time-ms': durationMs }),
        'status-code': result.ok ? 200 : 504,
      },
    });
  };

  const startPinger = (peer: Peer, firstAfterMs: number): Pinger => {
    let stopped = false;
    const turn = async (): Promise<void> => {
      const startedMs = performance.now();
      await ping(peer);
      const periodMs = settings.refreshMs * (1 + settings.jitterFactor * Math.random());
      if (!stopped) timer = setTimeout(turn, Math.max(0, startedMs + periodMs - performance.now()));
    };
    let timer = setTimeout(turn, firstAfterMs);
    return {
      peer,
      stop() {
        stopped = true;
        clearTimeout(timer);
      },
    };
  };

  /** A list that failed counts as empty: everything known of the peers is forgotten. */
  const updatePeers = async (): Promise<void> => {
    const peers = choosePeers(await list().catch(() => []), settings);
    const wanted = new Map(peers.map(peer => [identityOf(peer), peer]));
    for (const [identity, pinger] of pingers)
      if (!wanted.has(identity)) {
        pinger.stop();
        pingers.delete(identity);
        results.delete(identity);
      }
    const added = [...wanted].filter(([identity]) => !pingers.has(identity));
    for (const [index, [identity, peer]] of added.entries())
      pingers.set(identity, startPinger(peer, (settings.refreshMs / Math.max(1, peers.length)) * index));
  };

  const lookAtTargets = async (): Promise<Record<string, ProbeResult[]> | undefined> => {
    const found = new Map<string, ProbeResult[]>();
    for (const target of settings.targets) {
      const result = await lookAt(target);
      if (result.error !== undefined) metrics.countTargetError(target.protocol, target.name);
      found.set(target.name, [...(found.get(target.name) ?? []), result]);
    }
    return sortedRecord(found);
  };

  const updateHealth = async (): Promise<void> => {
    const own = [...results.values()];
    const healthy = own.filter(({ result }) => result.OK).length;
    metrics.setNodesHealth(healthy, own.length - healthy);
    const targets = healthy === own.length ? await lookAtTargets() : undefined;
    const targetsHealthy = Object.values(targets ?? {})
      .flat()
      .every(result => result.error === undefined);
    metrics.setClusterHealth(healthy === own.length && targetsHealthy);
  };

  return {
    list,
    async check() {
      const podResults = sortedRecord([...results.values()].map(({ key, result }) => [key, result] as const));
      const probeResults = await lookAtTargets();
      return { ...(podResults ? { podResults } : {}), ...(probeResults ? { probeResults } : {}) };
    },
    start() {
      if (settings.refreshMs === 0) return;
      const turn = async (): Promise<void> => {
        await updatePeers();
        await updateHealth();
        setTimeout(turn, settings.refreshMs);
      };
      void turn();
    },
  };
}

/** A pod that was replaced under the same name has another address. */
function identityOf({ podName, podIP, hostIP }: Peer): string {
  return `${podName} ${podIP} ${hostIP}`;
}
