import type { ClusterApi, ResourceTypes } from '../../../src/embedded/api/cluster-api.ts';

type Pod = ResourceTypes['pods'];

export interface FakeKubelet {
  setReady(namespace: string, name: string, ready: boolean): void;
  /** Ends the pod's containers. */
  finish(namespace: string, name: string, phase: 'Succeeded' | 'Failed'): void;
  /** From now on pods of this node are left as they are, as if the machine were gone. */
  lose(node: string): void;
  stop(): void;
}

/** Reports bound pods as running, and finishes deletions at once; it runs no process. */
export function startFakeKubelet(api: ClusterApi, startsReady: (pod: Pod) => boolean): FakeKubelet {
  let addresses = 0;
  const lost = new Set<string>();
  const isOurs = (pod: Pod) => pod.spec?.nodeName !== undefined && !lost.has(pod.spec.nodeName);

  const setReady = (namespace: string, name: string, ready: boolean) => {
    api.mutateStatus('pods', namespace, name, draft => {
      const lastTransitionTime = `${new Date().toISOString().slice(0, 19)}Z`;
      const status = ready ? 'True' : 'False';
      const others = (draft.status!.conditions ?? []).filter(condition => condition.type !== 'Ready');
      draft.status!.conditions = [...others, { type: 'Ready', status, lastTransitionTime }];
    });
  };
  const start = (pod: Pod) => {
    const { namespace, name } = pod.metadata!;
    api.mutateStatus('pods', namespace, name!, draft => {
      addresses += 1;
      const podIP = `127.99.${addresses >> 8}.${addresses & 255}`;
      draft.status = { ...draft.status, phase: 'Running', podIP, podIPs: [{ ip: podIP }] };
    });
    setReady(namespace!, name!, startsReady(pod));
  };
  const end = api.watch('pods', ({ type, object }) => {
    const pod = api.get('pods', object.metadata!.namespace, object.metadata!.name!);
    if (type === 'DELETED' || !pod || !isOurs(pod)) return;
    if (pod.metadata!.deletionTimestamp !== undefined) {
      if (pod.status?.phase === 'Running') finish(pod.metadata!.namespace!, pod.metadata!.name!, 'Failed');
      api.delete('pods', pod.metadata!.namespace, pod.metadata!.name!, { gracePeriodSeconds: 0 });
    } else if (pod.status?.phase === 'Pending') {
      start(pod);
    }
  });
  const finish = (namespace: string, name: string, phase: 'Succeeded' | 'Failed') => {
    api.mutateStatus('pods', namespace, name, draft => {
      draft.status!.phase = phase;
    });
    setReady(namespace, name, false);
  };
  return { setReady, finish, lose: node => void lost.add(node), stop: end };
}
