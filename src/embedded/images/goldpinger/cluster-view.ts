import {
  type CheckAllPodResult,
  type CheckAllResults,
  type CheckResults,
  type ClusterHealthResults,
  type ProbeResult,
  sortedRecord,
} from './answers.ts';
import { callPeer } from './calls.ts';
import type { Mesh } from './mesh.ts';
import type { Metrics } from './metrics.ts';
import type { Peer } from './peers.ts';
import type { Settings } from './settings.ts';

/** Everybody's view, asked of everybody at once. */
export interface ClusterView {
  checkAll(): Promise<CheckAllResults>;
  /** undefined where v3.10.2 panics and closes the connection: a peer knows more peers than this one. */
  health(): Promise<ClusterHealthResults | undefined>;
}

interface Report {
  readonly peer: Peer;
  readonly result: CheckAllPodResult;
}

export function createClusterView(mesh: Mesh, settings: Settings, metrics: Metrics): ClusterView {
  const ask = async (peer: Peer, deadlineMs: number): Promise<Report> => {
    metrics.countCall('made', 'check');
    const timeoutMs = Math.max(1, Math.min(settings.checkTimeoutMs, deadlineMs - performance.now()));
    const answer = await callPeer(peer.address, settings.clientPort, '/check', timeoutMs);
    metrics.observePeer('check', peer.hostIP, peer.podIP, answer.durationMs / 1000);
    if (!answer.ok) metrics.countError('checkAll');
    const ends = { HostIP: peer.hostIP, OK: answer.ok, PodIP: peer.podIP };
    return { peer, result: answer.ok ? { ...ends, response: answer.body } : { ...ends, error: answer.error } };
  };

  /** Without a list of peers nobody is asked, and nothing is said of it. */
  const askAll = async (): Promise<Report[]> => {
    const peers = await mesh.list().catch(() => []);
    const deadlineMs = performance.now() + settings.checkAllTimeoutMs;
    return Promise.all(peers.map(peer => ask(peer, deadlineMs)));
  };

  return {
    async checkAll() {
      const reports = await askAll();
      const hosts = reports.map(({ peer }) => ({ hostIP: peer.hostIP, podIP: peer.podIP, podName: peer.podName }));
      const responses = sortedRecord(reports.map(({ peer, result }) => [peer.key, result] as const));
      const probeResults = byTarget(reports);
      return {
        hosts: hosts.length === 0 ? null : hosts,
        ...(probeResults ? { probeResults } : {}),
        ...(responses ? { responses } : {}),
      };
    },
    async health() {
      const startedMs = performance.now();
      const generatedAt = new Date().toISOString();
      const reports = await askAll();
      const own = reports.map(({ peer }) => peer.hostIP).sort();
      const healthy = reports.filter(({ result }) => result.OK);
      const views = healthy.map(({ result }) => hostsOf(result.response ?? {}));
      if (views.some(view => view.length > own.length)) return undefined;
      const agree = views.every(view => view.length === own.length && view.every((host, index) => host === own[index]));
      const addresses = (list: readonly Report[]): string[] | null =>
        list.length === 0 ? null : list.map(({ peer }) => peer.hostIP);
      return {
        OK: reports.length > 0 && healthy.length === reports.length && agree,
        'duration-ns': Math.round((performance.now() - startedMs) * 1e6),
        'generated-at': generatedAt,
        nodesHealthy: addresses(healthy),
        nodesTotal: reports.length,
        nodesUnhealthy: addresses(reports.filter(({ result }) => !result.OK)),
      };
    },
  };
}

function hostsOf({ podResults = {} }: CheckResults): string[] {
  return Object.values(podResults)
    .map(result => result.HostIP)
    .sort();
}

function byTarget(reports: readonly Report[]): Record<string, Record<string, readonly ProbeResult[]>> | undefined {
  const found = new Map<string, [string, readonly ProbeResult[]][]>();
  for (const { peer, result } of reports)
    for (const [target, results] of Object.entries(result.response?.probeResults ?? {}))
      found.set(target, [...(found.get(target) ?? []), [peer.key, results]]);
  return sortedRecord([...found].map(([target, list]) => [target, sortedRecord(list) ?? {}] as const));
}
