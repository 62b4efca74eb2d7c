import type { ControlPlaneActionStep, ControlPlaneComponent } from '../../../scenario/suite.ts';
import type { LastingFault, PreflightContext } from '../lasting-fault.ts';
import { type Addon, addonOf, prepareAddonStop, refuseAddonStop } from './addon.ts';
import { prepareNodeComponentStop, readComponentState, refuseNodeComponent } from './node-component.ts';
import { prepareSlow, refuseSlow } from './slow.ts';

/**
 * Stops or slows a part of the cluster itself. What the nodes run by themselves is stopped through their door, with a timer
 * beside it that starts it again whatever becomes of the gate; the others by what the API has of them.
 */
export const controlPlaneAction: LastingFault<ControlPlaneActionStep> = {
  kind: 'controlPlaneAction',
  affects: async ({ component }) => ({
    pods: [],
    nodes: [],
    namespaces: addonOf(component) ? ['kube-system'] : [],
  }),
  async refusal({ component, fault }, _targets, context) {
    if (fault.kind === 'slow')
      return (await refuseNodeComponent(component, 'slow', context)) ?? (await refuseSlow(component, context));
    const addon = objectOf(component, context);
    return addon ? await refuseAddonStop(addon, context) : await refuseNodeComponent(component, 'stop', context);
  },
  async readState({ component }, _targets, context) {
    return objectOf(component, context) ? new Map() : await readComponentState(component, context);
  },
  async prepare({ component, fault, durationMs }, _targets, context) {
    if (fault.kind === 'slow') return await prepareSlow(component, fault.cpu, context);
    const addon = objectOf(component, context);
    return addon
      ? await prepareAddonStop(addon, context)
      : await prepareNodeComponentStop(component, durationMs, context);
  },
};

/** undefined: the nodes run it by themselves. */
function objectOf(component: ControlPlaneComponent, { kubernetes }: PreflightContext): Addon | undefined {
  return kubernetes.node.components.has(component) ? undefined : addonOf(component);
}
