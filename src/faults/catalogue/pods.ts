import { both, type CatalogueEntry } from './entry.ts';

export const podFaults: readonly CatalogueEntry[] = [
  {
    key: 'podAction.kill',
    does: 'Removes pods: `method: delete`, `evict` (respects budgets) or `force`; `times` × `interval`, `stagger`',
    receipt: "the container's process ended, the old UID is gone, the same owner made a new pod",
    ran: both,
  },
  {
    key: 'podAction.killContainer',
    does: "Ends a container's process by a signal: a crash; `times` × `interval`",
    receipt: 'the process ended, the restart count rose',
    ran: both,
  },
  {
    key: 'podAction.stopHost',
    does: 'Switches the nodes of the chosen pods off',
    receipt: 'the machine is stopped; NotReady, or a lease that is not renewed',
    undo: 'the node is started and Ready',
    ran: both,
  },
];
