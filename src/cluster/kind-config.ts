import type { ClusterWish } from '../scenario/suite.ts';

/**
 * kind's configuration for a wish: one control plane, the rest workers, zones dealt out to the nodes in turn.
 * JSON, which kind reads as the YAML it is. Pure.
 */
export function kindConfig(wish: Pick<ClusterWish, 'nodes' | 'zones'>, defaultNodes: number): string {
  const { zones = [] } = wish;
  const nodes = Array.from({ length: wish.nodes ?? defaultNodes }, (_, index) => ({
    role: index === 0 ? 'control-plane' : 'worker',
    ...(zones.length > 0 && { labels: { 'topology.kubernetes.io/zone': zones[index % zones.length] } }),
  }));
  return JSON.stringify({ kind: 'Cluster', apiVersion: 'kind.x-k8s.io/v1alpha4', nodes });
}
