import type { Node } from '../objects.ts';

/** kube-controller-manager's unhealthy-zone-threshold. */
const PARTIAL_SHARE = 0.55;
const PARTIAL_MINIMUM = 3;

/**
 * Tells of a node whether pods on it are left alone, because so much is lost that the fault is more likely ours: every
 * node of the cluster, or at least 3 and 55 % of a zone (in a cluster of up to 50 nodes evictions then stop).
 */
export function disruptedZones(nodes: readonly Node[]): (node: Node) => boolean {
  const zones = Map.groupBy(nodes, zoneOf);
  const lostIn = (zone: readonly Node[]) => zone.filter(node => !isReadyNode(node)).length;
  const allLost = nodes.length > 0 && lostIn(nodes) === nodes.length;
  const isPartial = (zone: readonly Node[]) => {
    const lost = lostIn(zone);
    return lost < zone.length && lost >= PARTIAL_MINIMUM && lost / zone.length >= PARTIAL_SHARE;
  };
  return node => allLost || isPartial(zones.get(zoneOf(node)) ?? []);
}

function zoneOf({ metadata }: Node): string {
  const { 'topology.kubernetes.io/region': region = '', 'topology.kubernetes.io/zone': zone = '' } =
    metadata!.labels ?? {};
  return `${region}/${zone}`;
}

function isReadyNode({ status }: Node): boolean {
  return Boolean(status?.conditions?.some(condition => condition.type === 'Ready' && condition.status === 'True'));
}
