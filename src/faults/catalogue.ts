import { cloneFaults } from './catalogue/clones.ts';
import { commandFaults, controlPlaneFaults } from './catalogue/control-plane.ts';
import type { CatalogueEntry } from './catalogue/entry.ts';
import { dependencyFaults, networkFaults } from './catalogue/network.ts';
import { nodeFaults } from './catalogue/nodes.ts';
import { objectFaults } from './catalogue/objects.ts';
import { podFaults } from './catalogue/pods.ts';
import { processFaults } from './catalogue/processes.ts';
import { stressFaults } from './catalogue/stress.ts';

export type { CatalogueEntry } from './catalogue/entry.ts';

/** Every fault there is, in the order of the documentation. */
export const catalogue: readonly CatalogueEntry[] = [
  ...podFaults,
  ...processFaults,
  ...networkFaults,
  ...dependencyFaults,
  ...stressFaults,
  ...objectFaults,
  ...nodeFaults,
  ...controlPlaneFaults,
  ...cloneFaults,
  ...commandFaults,
];

/** Faults that are asked for elsewhere, and why there is none here. */
export const notOffered: readonly { readonly fault: string; readonly because: string }[] = [
  {
    fault: 'A wrong clock of a node or a container',
    because:
      "containers share their machine's clock: time namespaces have monotonic clocks only (time_namespaces(7)), so it would be wrong for the gate as well",
  },
  {
    fault: "A node's disk that is full",
    because: 'the disk of a node of kind is the disk of the machine that runs the build: fill a bounded volume',
  },
];
