import { InvalidInput } from '../../../errors.ts';
import type { ControlPlaneActionStep } from '../../../scenario/suite.ts';
import type { LastingFault } from '../lasting-fault.ts';
import { addonOf, prepareAddonStop, refuseAddonStop } from './addon.ts';
import { prepareSlow, refuseSlow } from './slow.ts';
import { prepareStaticPodStop, refuseStaticPodStop, staticPodOf } from './static-pod.ts';

/**
 * Stops or slows a part of the cluster itself. Static pods are stopped by moving their manifest out of the kubelet's folder,
 * with a timer on the node that puts it back whatever becomes of the gate; the others by what the API has of them.
 */
export const controlPlaneAction: LastingFault<ControlPlaneActionStep> = {
  kind: 'controlPlaneAction',
  affects: async ({ component }) => ({
    pods: [],
    nodes: [],
    namespaces: addonOf(component) ? ['kube-system'] : [],
  }),
  async refusal({ component, fault }, _targets, context) {
    if (fault.kind === 'slow') return await refuseSlow(component, context);
    const addon = addonOf(component);
    if (addon) return await refuseAddonStop(addon, context);
    return await refuseStaticPodStop(component, context);
  },
  async prepare({ component, fault, durationMs }, _targets, context) {
    if (fault.kind === 'slow') return await prepareSlow(component, fault.cpu, context);
    const addon = addonOf(component);
    if (addon) return await prepareAddonStop(addon, context);
    const staticPod = staticPodOf(component);
    if (!staticPod) throw new InvalidInput(`found the component ${component}, expected one that is a static pod`);
    return await prepareStaticPodStop(staticPod, durationMs, context);
  },
};
