import type { Controller } from './context.ts';
import { isTerminating } from './objects.ts';

const ACCOUNT = 'default';
const CERTIFICATE = 'kube-root-ca.crt';
const DESCRIPTION =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';

/** Every namespace has a ServiceAccount `default`. */
export const serviceAccountController: Controller = ({ api, informers, queue: startQueue }) => {
  const namespaces = informers('namespaces');
  const queue = startQueue('service account', namespace => {
    const owner = namespaces.get(undefined, namespace);
    if (!owner || isTerminating(owner) || api.get('serviceaccounts', namespace, ACCOUNT)) return;
    api.create('serviceaccounts', { metadata: { name: ACCOUNT, namespace } });
  });
  namespaces.onChange(({ latest }) => queue.add(latest.metadata!.name!));
  informers('serviceaccounts').onChange(({ after, latest }) => {
    if (!after) queue.add(latest.metadata!.namespace!);
  });
};

/** Every namespace has a ConfigMap `kube-root-ca.crt` with the certificate that the API server's is signed by. */
export const rootCertificateController: Controller = context => {
  const { api, informers, certificateAuthority } = context;
  const namespaces = informers('namespaces');
  const queue = context.queue('root certificate', namespace => {
    const owner = namespaces.get(undefined, namespace);
    if (!owner || isTerminating(owner)) return;
    const data = { 'ca.crt': certificateAuthority };
    const existing = api.get('configmaps', namespace, CERTIFICATE);
    if (!existing) {
      const annotations = { 'kubernetes.io/description': DESCRIPTION };
      api.create('configmaps', { metadata: { name: CERTIFICATE, namespace, annotations }, data });
    } else if (existing.data?.['ca.crt'] !== certificateAuthority) {
      api.mutate('configmaps', namespace, CERTIFICATE, draft => {
        draft.data = data;
      });
    }
  });
  namespaces.onChange(({ latest }) => queue.add(latest.metadata!.name!));
  informers('configmaps').onChange(({ latest }) => {
    if (latest.metadata!.name === CERTIFICATE) queue.add(latest.metadata!.namespace!);
  });
};
