import { parseQuantity } from '../../../scenario/quantity.ts';
import type { StressActionStep } from '../../../scenario/suite.ts';
import type { LastingFault, Targets } from '../lasting-fault.ts';
import { refuseProgram } from '../node-unit.ts';
import { missingContainer, nodesOf } from '../targeted-container.ts';
import { prepareBeside } from './beside.ts';
import { prepareDiskFill, refuseDiskFill } from './disk-fill.ts';
import { prepareInside } from './inside.ts';

const remedy = 'load inside a container is made by a perl program on its node';

/** Uses up processor time, memory or a bounded volume: beside the chosen pods on their nodes, or within their limits. */
export const stressAction: LastingFault<StressActionStep> = {
  kind: 'stressAction',
  async refusal({ load }, targets, { kubernetes, signal }) {
    if (load.kind === 'disk') return await refuseDiskFill(load, targets, kubernetes, signal);
    if (load.kind === 'io' || load.where === 'beside') return undefined;
    const missing = missingContainer(targets, load.container);
    if (missing) return missing;
    if (load.kind === 'memory' && !('bytes' in load.amount)) {
      const unlimited = withoutMemoryLimit(targets, load.container);
      if (unlimited) return unlimited;
    }
    return await refuseProgram(nodesOf(targets), ['perl', '-e', '1'], remedy, kubernetes, signal);
  },
  async prepare({ load, image, durationMs }, targets, context) {
    if (load.kind === 'disk') return await prepareDiskFill(load, targets, context);
    if (load.kind === 'io' || load.where === 'beside') return prepareBeside(load, image, targets, context);
    return await prepareInside(load, targets, durationMs, context);
  },
};

/** A share of a limit needs one. */
function withoutMemoryLimit({ pods }: Targets, container: string | undefined): string | undefined {
  for (const pod of pods) {
    const name = container ?? pod.spec?.containers[0]?.name;
    const limit = pod.spec?.containers.find(each => each.name === name)?.resources?.limits?.memory;
    if (limit === undefined || parseQuantity(limit) === undefined)
      return `container ${name} of ${pod.metadata?.name} has no memory limit`;
  }
  return undefined;
}
