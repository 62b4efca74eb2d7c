import type { AnyObject } from '../cluster-api.ts';
import { defaultTo } from './absent.ts';

const AFFINITY_SECONDS = 10_800;

/** Defaults of a Service (kubernetes, apis/core/v1/defaults.go SetDefaults_Service and the registry's IP families). */
export function defaultService({ spec }: AnyObject): void {
  if (!spec) return;
  defaultTo(spec, { type: 'ClusterIP', sessionAffinity: 'None' });
  if (spec.sessionAffinity === 'None') delete spec.sessionAffinityConfig;
  else defaultTo(spec, { sessionAffinityConfig: { clientIP: { timeoutSeconds: AFFINITY_SECONDS } } });
  for (const port of spec.ports ?? []) {
    defaultTo(port, { protocol: 'TCP' });
    if (port.targetPort === undefined || port.targetPort === 0 || port.targetPort === '') port.targetPort = port.port;
  }
  if (spec.type === 'ExternalName') return;
  // Nobody but the user fills a headless Service without a selector, so it may hold addresses of either family.
  const isFree = spec.clusterIP === 'None' && !spec.selector;
  defaultTo(spec, {
    internalTrafficPolicy: 'Cluster',
    ipFamilyPolicy: isFree ? 'RequireDualStack' : 'SingleStack',
    ipFamilies: isFree ? ['IPv4', 'IPv6'] : ['IPv4'],
  });
  const external = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
  if (external) defaultTo(spec, { externalTrafficPolicy: 'Cluster' });
  if (spec.type === 'LoadBalancer') defaultTo(spec, { allocateLoadBalancerNodePorts: true });
}
