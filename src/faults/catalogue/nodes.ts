import { both, type CatalogueEntry, noMachines } from './entry.ts';

export const nodeFaults: readonly CatalogueEntry[] = [
  {
    key: 'nodeAction.stop',
    does: 'Switches a node off',
    receipt: 'the machine is stopped; NotReady, or a lease that is not renewed',
    undo: 'the node is started and Ready',
    ran: both,
  },
  {
    key: 'nodeAction.start',
    does: 'Switches a node on',
    receipt: 'Ready, by a lease renewed since',
    ran: both,
  },
  {
    key: 'nodeAction.pause',
    does: 'Freezes a node with all that runs on it',
    receipt: 'the machine is paused; NotReady, or a lease that is not renewed',
    undo: 'it goes on, and is Ready',
    ran: both,
  },
  {
    key: 'nodeAction.restartKubelet',
    does: 'Restarts the kubelet',
    receipt: 'another process runs it (embedded: another run of it)',
    ran: both,
  },
  {
    key: 'nodeAction.stopKubelet',
    does: 'Stops the kubelet; pods go on',
    receipt: 'no process runs it; NotReady, or a lease that is not renewed',
    undo: 'it is started, the node is Ready',
    ran: both,
  },
  {
    key: 'nodeAction.restartRuntime',
    does: 'Restarts the container runtime',
    receipt: 'another process runs it',
    ran: ['kind'],
    refused: noMachines,
  },
  {
    key: 'nodeAction.execute',
    does: 'Runs a program on a node',
    receipt: 'its exit code; its effect is not looked at',
    ran: ['kind'],
    refused: noMachines,
  },
  {
    key: 'nodeAction.cordon',
    does: 'Lets no new pods onto a node',
    receipt: 'unschedulable, in the watch of the nodes',
    undo: 'uncordon',
    ran: both,
  },
  {
    key: 'nodeAction.drain',
    does: 'Cordons a node and evicts its pods',
    receipt: 'the pods are gone from it',
    undo: 'uncordon',
    ran: both,
  },
  {
    key: 'nodeAction.limits',
    does: "Leaves a node's machine so many processors and so much memory (the engine's `update`)",
    receipt: "the cgroup of the node, read on the node: the kernel's own limits",
    undo: 'the limits that its cgroup had, and it shows them',
    ran: ['kind'],
    refused: noMachines,
  },
];
