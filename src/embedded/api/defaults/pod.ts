import type { AnyObject } from '../cluster-api.ts';
import { defaultTo } from './absent.ts';
import { defaultContainer } from './container.ts';
import { defaultVolume } from './volume.ts';

/** Defaults of a pod's spec, in a pod and in a template alike. */
export function defaultPodSpec(spec: AnyObject): void {
  defaultTo(spec, {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  });
  if (spec.serviceAccountName) spec.serviceAccount = spec.serviceAccountName;
  else if (spec.serviceAccount) spec.serviceAccountName = spec.serviceAccount;
  for (const list of [spec.initContainers, spec.containers, spec.ephemeralContainers])
    for (const container of list ?? []) defaultContainer(container);
  for (const volume of spec.volumes ?? []) defaultVolume(volume);
  if (spec.hostNetwork)
    for (const container of spec.containers ?? [])
      for (const port of container.ports ?? []) port.hostPort ||= port.containerPort;
}

/** A pod also gets what a template does not: service links, and requests where only limits are said. */
export function defaultPod(pod: AnyObject): void {
  if (!pod.spec) return;
  if (pod.spec.terminationGracePeriodSeconds < 0) pod.spec.terminationGracePeriodSeconds = 1;
  defaultPodSpec(pod.spec);
  defaultTo(pod.spec, { enableServiceLinks: true });
  for (const container of [...(pod.spec.initContainers ?? []), ...(pod.spec.containers ?? [])])
    if (container.resources?.limits)
      container.resources.requests = { ...container.resources.limits, ...container.resources.requests };
}

/** The template of a workload. */
export function defaultTemplate(object: AnyObject): void {
  const template = object.spec?.template;
  if (template) {
    template.metadata ??= {};
    delete template.metadata.creationTimestamp;
    if (template.spec) defaultPodSpec(template.spec);
  }
}
