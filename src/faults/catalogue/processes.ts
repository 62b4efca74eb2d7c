import { both, type CatalogueEntry, noMachines, programs } from './entry.ts';

export const processFaults: readonly CatalogueEntry[] = [
  {
    key: 'processAction.pause',
    does: 'Freezes every process of a container, or of a pod',
    receipt: 'the node says that they stand still; a port that answered is silent, or readiness is gone',
    undo: 'SIGCONT to every process',
    ran: both,
  },
  {
    key: 'processAction.syscall',
    does: 'Makes system calls fail with an errno, by strace on the node',
    receipt: "strace's count of injected calls; the kernel names the tracer",
    undo: 'strace is ended (and ends by itself)',
    needs: `${programs}: strace (kindest/node has none: a node image with it), ptrace`,
    ran: ['kind'],
    refused: noMachines,
  },
  {
    key: 'processAction.http',
    does: "The app's own switch: a request on, one off, one that proves it; to a Service or to each pod",
    receipt: 'the proving request, which said no before',
    undo: 'the request that turns it off; the proving request says no again',
    ran: both,
  },
];
