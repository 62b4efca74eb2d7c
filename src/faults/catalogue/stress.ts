import { both, type CatalogueEntry, noMachines, programs } from './entry.ts';

export const stressFaults: readonly CatalogueEntry[] = [
  {
    key: 'stressAction.cpu',
    does: "Keeps processors busy: `beside` in a pod on the target's node, `inside` its limits",
    receipt: "the kernel's accounts of the pod or the container; throttled periods",
    undo: 'the pod is deleted, the process ended',
    needs: `an image with node (\`beside\`); ${programs}: perl (\`inside\`)`,
    ran: both,
    refused: { embedded: '`inside`: limits of processor time are not enforced there' },
  },
  {
    key: 'stressAction.memory',
    does: 'Uses memory up: `bytes`, a `share` of the limit, or `over` it',
    receipt: "the kernel's accounts; over the limit: OOMKilled of this container",
    undo: 'the pod is deleted, the process ended',
    needs: `an image with node (\`beside\`); ${programs}: perl (\`inside\`)`,
    ran: both,
    refused: { embedded: '`inside`: no process joins a container there' },
  },
  {
    key: 'stressAction.disk',
    does: 'Fills an emptyDir that has a sizeLimit; any other volume is refused',
    receipt: 'what the file system says is used',
    undo: 'the file is removed',
    needs: `${programs}: fallocate`,
    ran: ['kind'],
    refused: noMachines,
  },
  {
    key: 'stressAction.io',
    does: "Writes and syncs a file over and over, in a pod on the target's node",
    receipt: "the kernel's count of bytes written",
    undo: 'the pod is deleted',
    needs: 'an image with node',
    ran: both,
  },
];
