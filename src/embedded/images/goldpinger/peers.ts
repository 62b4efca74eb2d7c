import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import type { Settings } from './settings.ts';

/** A Goldpinger pod, as the API server lists it. */
export interface Peer {
  readonly podName: string;
  readonly podIP: string;
  readonly hostIP: string;
  /** The key in answers: the pod's name, or its node's. */
  readonly key: string;
  /** Where it is called. */
  readonly address: string;
}

const accountDirectory = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Lists the Running pods with the label, as the pod's service account. Rejects when the API server does not answer with 200. */
export async function listPeers(settings: Settings): Promise<Peer[]> {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env;
  if (!host || !port)
    throw new Error('not in a cluster: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined');
  const readAccount = (name: string): string => readFileSync(`${accountDirectory}/${name}`, 'utf8');
  const namespace = settings.namespace ?? readAccount('namespace').trim();
  const query = new URLSearchParams({
    fieldSelector: 'status.phase=Running',
    labelSelector: settings.labelSelector,
    resourceVersion: '0',
  });
  const path = `/api/v1/${namespace === '' ? '' : `namespaces/${encodeURIComponent(namespace)}/`}pods?${query}`;
  const list = await new Promise<any>((resolve, reject) => {
    const request = get(
      {
        host,
        port,
        path,
        ca: readAccount('ca.crt'),
        headers: { authorization: `Bearer ${readAccount('token').trim()}`, accept: 'application/json' },
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const body = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(JSON.parse(body));
          else reject(new Error(`listing pods: the API server answered ${response.statusCode}: ${body}`));
        });
      },
    );
    request.on('error', reject);
  });
  return (list.items ?? []).map((pod: any) => toPeer(pod, settings)).filter((peer: Peer) => peer.podIP !== '');
}

function toPeer(pod: any, { useHostIP, displayNodeName }: Settings): Peer {
  const podName = pod.metadata?.name ?? '';
  const podIP = pod.status?.podIP ?? '';
  const hostIP = pod.status?.hostIP ?? '';
  return {
    podName,
    podIP,
    hostIP,
    key: displayNodeName ? (pod.spec?.nodeName ?? podName) : podName,
    address: useHostIP ? hostIP : podIP,
  };
}

/** With PING_NUMBER the few that this pod pings: those with the highest hash of both names (rendezvous). */
export function choosePeers(peers: readonly Peer[], { pingNumber, podName }: Settings): readonly Peer[] {
  if (pingNumber <= 0 || pingNumber >= peers.length) return peers;
  const weight = (peer: Peer): string => createHash('sha256').update(`${podName} ${peer.podName}`).digest('hex');
  return [...peers].sort((a, b) => (weight(a) < weight(b) ? 1 : -1)).slice(0, pingNumber);
}
