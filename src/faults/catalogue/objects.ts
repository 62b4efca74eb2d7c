import { both, type CatalogueEntry } from './entry.ts';

const objectReceipt = 'the object as read back; its controller acts upon that generation';
const writtenBack = 'its fields are written back';
export const objectFaults: readonly CatalogueEntry[] = [
  ['scale', 'Sets the number of replicas'],
  ['restart', 'Rolls a workload out anew'],
  ['labels', 'Changes labels of any object'],
  ['selector', "Changes a Service's selector"],
  ['data', 'Changes a ConfigMap or a Secret'],
  ['image', "Changes a container's image: one that cannot be pulled"],
  ['limits', "Changes a container's limits"],
  ['taint', 'Taints a node'],
  ['patch', 'A JSON merge patch of any object'],
].map(([change, does = '']) => ({
  key: `objectAction.${change}`,
  does,
  receipt: change === 'limits' ? `${objectReceipt}; the cgroup of a container, where it can be read` : objectReceipt,
  ...(change !== 'restart' && { undo: writtenBack }),
  ran: both,
}));
