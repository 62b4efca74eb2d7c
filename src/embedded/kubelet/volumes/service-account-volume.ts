import type { Container, PodSpec } from '../pod/restart-policy.ts';
import type { Volume } from './volume-source.ts';

export const SERVICE_ACCOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What the ServiceAccount admission plugin gives to every pod: token, certificate authority and namespace. */
export const serviceAccountVolume: Volume = {
  name: 'kube-api-access',
  projected: {
    defaultMode: 0o644,
    sources: [
      { serviceAccountToken: { path: 'token', expirationSeconds: 3607 } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      {
        downwardAPI: {
          items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
        },
      },
    ],
  },
};

/** Whether a container gets the volume although its spec does not say so (an API server without the admission plugin). */
export function needsServiceAccountVolume(spec: PodSpec, container: Container): boolean {
  if (spec.automountServiceAccountToken === false) return false;
  return !container.volumeMounts?.some(({ mountPath }) => mountPath === SERVICE_ACCOUNT_PATH);
}
