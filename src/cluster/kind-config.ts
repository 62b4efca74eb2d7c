import { InvalidInput, type Problem } from '../errors.ts';
import type { ClusterWish } from '../scenario/suite.ts';
import type { KindConfig, KindNode, OwnKindConfig } from './kind-config-file.ts';

type ConfigWish = Pick<
  ClusterWish,
  'name' | 'nodes' | 'zones' | 'nodeImage' | 'kubernetesVersion' | 'extraPortMappings' | 'extraMounts'
>;

const zoneLabel = 'topology.kubernetes.io/zone';

/**
 * kind's configuration for a wish: one control plane and the rest workers, or the nodes of the user's own configuration; zones
 * dealt out to them in turn, mounts on all of them, ports on the first control plane. Pure.
 * Throws InvalidInput with everything in which the two disagree.
 */
export function kindConfig(wish: ConfigWish, defaultNodes: number, own?: OwnKindConfig): KindConfig {
  if (own) refuseConflicts(wish, own);
  const { zones = [], extraMounts = [], extraPortMappings = [] } = wish;
  const nodes: readonly KindNode[] =
    own?.config.nodes ??
    Array.from({ length: wish.nodes ?? defaultNodes }, (_, index) => ({
      role: index === 0 ? 'control-plane' : 'worker',
    }));
  const first = nodes.findIndex(({ role }) => role === 'control-plane');
  return {
    ...own?.config,
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    nodes: nodes.map((node, index) => {
      const ports = [...(node.extraPortMappings ?? []), ...(index === first ? extraPortMappings : [])];
      const mounts = [...(node.extraMounts ?? []), ...extraMounts];
      return {
        ...node,
        ...(zones.length > 0 && { labels: { ...node.labels, [zoneLabel]: zones[index % zones.length]! } }),
        ...(ports.length > 0 && { extraPortMappings: ports }),
        ...(mounts.length > 0 && { extraMounts: mounts }),
      };
    }),
  };
}

/** What the user's own configuration and the rest of the wish both decide, and differently. */
function refuseConflicts(wish: ConfigWish, { config, root }: OwnKindConfig): void {
  const problems: Problem[] = [];
  const conflict = (path: readonly (string | number)[], found: string, expected: string) =>
    problems.push({ at: root.at(...path).keyPosition, message: `found ${found}, expected ${expected}` });
  const { nodes = [], networking, name } = config;
  const image = wish.nodeImage ?? wish.kubernetesVersion;
  if (name !== undefined && wish.name !== undefined && name !== wish.name)
    conflict(['name'], `name ${name}`, `${wish.name}, the cluster's name by file or flag, or none here`);
  if (config.nodes && wish.nodes !== undefined && nodes.length !== wish.nodes)
    conflict(['nodes'], `${nodes.length} nodes`, `${wish.nodes}, as nodes says by file or flag, or none here`);
  if (config.nodes && !nodes.some(({ role }) => role === 'control-plane'))
    conflict(['nodes'], 'no control-plane', 'at least one node of that role');
  if (networking?.disableDefaultCNI)
    conflict(
      ['networking', 'disableDefaultCNI'],
      'true',
      "kind's own network: without one no node gets Ready, and nothing is deployed before that",
    );
  for (const [index, node] of nodes.entries()) {
    const zone = node.labels?.[zoneLabel];
    if (node.image !== undefined && image !== undefined && node.image !== image)
      conflict(
        ['nodes', index, 'image'],
        `image ${node.image}`,
        `${image}, as wished for by file or flag, or none here`,
      );
    if (zone !== undefined && wish.zones)
      conflict(['nodes', index, 'labels', zoneLabel], `zone ${zone}`, 'none here, or no zones in the scenario file');
    const taken = new Set((node.extraMounts ?? []).map(({ containerPath }) => containerPath));
    for (const { containerPath } of wish.extraMounts ?? [])
      if (taken.has(containerPath))
        conflict(['nodes', index, 'extraMounts'], `a mount at ${containerPath}`, 'none, extraMounts has another one');
    const ports = new Set((node.extraPortMappings ?? []).map(({ hostPort }) => hostPort));
    for (const { hostPort } of wish.extraPortMappings ?? [])
      if (hostPort !== undefined && ports.has(hostPort))
        conflict(
          ['nodes', index, 'extraPortMappings'],
          `host port ${hostPort}`,
          'none, extraPortMappings has it as well',
        );
  }
  if (problems.length > 0) throw new InvalidInput(problems);
}
