import { randomUUID } from 'node:crypto';
import type { V1Endpoints, V1Service } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../../../errors.ts';
import { readJson } from '../../../kubernetes/connect.ts';
import { partOfGate } from '../../../kubernetes/gate-label.ts';
import { readNode } from '../../../kubernetes/nodes.ts';
import { openEmbeddedSentinel } from '../../sentinel/embedded-sentinel.ts';
import { allOpened } from '../../sentinel/sentinel.ts';
import type { LastingFaultContext } from '../lasting-fault.ts';
import type { Witness } from './witness.ts';

const namespace = 'kube-system';
const port = 80;
/** A change of endpoints reaches the Services within milliseconds. */
const changeMs = 1_000;
const reachableMs = 5_000;
const pollMs = 100;
const burst = { attempts: 1, together: true, timeoutMs: 2_000 } as const;

/**
 * A Service of its own on the embedded cluster, whose endpoint is the API server: it leads there before the component is
 * stopped. Its endpoint is removed meanwhile, and it goes on leading there.
 */
export function serviceWitness(node: string, context: LastingFaultContext): Witness {
  const { kubernetes, now, sleep, signal } = context;
  const name = `chaos-gate-${randomUUID().slice(0, 8)}`;
  const servicePath = `/api/v1/namespaces/${namespace}/services/${name}`;
  const slicePath = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices/${name}`;
  const asking = `Service ${namespace}/${name}`;
  let address: string | undefined;
  let removedT: number | undefined;

  const create = async <T>(path: string, body: object): Promise<T> =>
    await readJson<T>(kubernetes, { method: 'POST', path: parentOf(path), body, asking, signal });
  const isReachable = async (): Promise<boolean> => {
    const { status } = await readNode(kubernetes, node, signal);
    const own = status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '';
    const sentinel = openEmbeddedSentinel(kubernetes, `node ${node}`, own);
    return allOpened(await sentinel.send({ address: address ?? '', port }, burst, signal));
  };

  return {
    undo: { kind: 'deleteObjects', paths: [servicePath, slicePath] },
    async begin() {
      const { subsets = [] } = await readJson<V1Endpoints>(kubernetes, {
        path: '/api/v1/namespaces/default/endpoints/kubernetes',
        asking: 'the address of the API server',
        signal,
      });
      const service = await create<V1Service>(servicePath, {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace, labels: partOfGate },
        spec: { ports: [{ name: 'https', port, protocol: 'TCP' }] },
      });
      address = service.spec?.clusterIP;
      await create(slicePath, {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: { name, namespace, labels: { ...partOfGate, 'kubernetes.io/service-name': name } },
        addressType: 'IPv4',
        endpoints: [{ addresses: [subsets[0]?.addresses?.[0]?.ip], conditions: { ready: true } }],
        ports: [{ name: 'https', port: subsets[0]?.ports?.[0]?.port, protocol: 'TCP' }],
      });
      const deadline = now() + reachableMs;
      while (!(await isReachable())) {
        if (now() >= deadline) throw new InfrastructureFailure(`${asking} leads nowhere, even before`);
        await sleep(pollMs);
      }
    },
    async look() {
      if (removedT === undefined) {
        const contentType = 'application/merge-patch+json';
        const body = { endpoints: [] };
        await readJson(kubernetes, { method: 'PATCH', path: slicePath, contentType, body, asking, signal });
        removedT = now();
      }
      const ms = now() - removedT;
      if (ms < changeMs || !(await isReachable())) return undefined;
      return `${asking} still leads to an endpoint that was removed ${(ms / 1000).toFixed(1)} s ago`;
    },
  };
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
