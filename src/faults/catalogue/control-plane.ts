import { both, type CatalogueEntry, programs } from './entry.ts';

export const controlPlaneFaults: readonly CatalogueEntry[] = [
  {
    key: 'controlPlaneAction.stop',
    does: 'Stops apiserver, scheduler, controller-manager, etcd, coredns or kube-proxy',
    receipt:
      'silent on its node, and missed: a lease that is not renewed, an API that answers nobody, /readyz/etcd; CoreDNS and kube-proxy: their pods are gone, or (embedded) a name cannot be looked up, a Service does not follow its endpoints',
    undo: 'it is started, and answers; a timer beside it does that without the gate',
    needs: `${programs}: systemd-run, curl, and static pods as kubeadm makes them (kind)`,
    ran: both,
    refused: { embedded: '`etcd`: its API server keeps the objects in its own memory' },
  },
  {
    key: 'controlPlaneAction.slow',
    does: 'Leaves a component a share of one processor',
    receipt: 'periods in which the kernel held it back',
    undo: 'the quota of its specification',
    needs: `${programs}: runc`,
    ran: ['kind'],
    refused: { embedded: 'its components share one process' },
  },
];

export const commandFaults: readonly CatalogueEntry[] = [
  {
    key: 'commandAction',
    does: 'Your own `do`, `undo` and `receipt`, as programs of this machine',
    receipt: 'your `receipt`, which said no before; without one the run is inconclusive',
    undo: 'your `undo`, in the folder of the run, after a `do` that still runs was ended (on Linux); then `receipt` says no again',
    ran: both,
  },
];
