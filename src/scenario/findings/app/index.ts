/** What can be said of a suite once the manifests of its app are read. */
import type { Suite } from '../../suite.ts';
import type { Finding } from '../finding.ts';
import { imageFindings } from './image-findings.ts';
import { serviceFindings, servicesOf } from './service-findings.ts';
import { targetFindings } from './target-findings.ts';
import { type AppObject, type Workload, workloadsOf } from './workload.ts';

export type { AppObject } from './workload.ts';

/** Findings on what the objects of an app will be in the cluster. Without objects nothing is known, and nothing said. */
export function appFindings(
  { app, cluster, scenarios }: Pick<Suite, 'app' | 'cluster' | 'scenarios'>,
  objects: readonly AppObject[],
): Finding[] {
  if (objects.length === 0) return [];
  const provider = cluster.provider ?? 'embedded';
  const workloads = workloadsOf(objects);
  const services = servicesOf(objects);
  const isOwn = (namespace: string) => isAppsOwn(namespace, provider === 'existing', workloads);
  return [
    ...imageFindings(app, provider, workloads),
    ...scenarios.flatMap(scenario => [
      ...targetFindings(scenario, workloads, isOwn),
      ...serviceFindings(scenario, services, isOwn),
    ]),
  ];
}

/** Whether everything in a namespace comes from the app: not where others were before, nor where the cluster's own runs. */
function isAppsOwn(namespace: string, inhabited: boolean, workloads: readonly Workload[]): boolean {
  if (inhabited) return workloads.some(workload => workload.namespace === namespace);
  return !namespace.startsWith('kube-');
}
