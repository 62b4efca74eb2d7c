import type { AnyObject } from '../cluster-api.ts';
import { randomSuffix } from '../registry/generate-name.ts';

const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
/** An hour and a little, so that a client that asks for an hour can be told from this one. */
const TOKEN_SECONDS = 3607;
const FILE_MODE = 420;

/** Gives every container the token of the pod's account, the cluster's certificate and its namespace as files. */
export function admitServiceAccountVolume(pod: AnyObject, account: AnyObject | undefined): void {
  const { spec } = pod;
  if ((spec.automountServiceAccountToken ?? account?.automountServiceAccountToken) === false) return;
  const containers: AnyObject[] = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
  const missing = containers.filter(
    one => !one.volumeMounts?.some((mount: AnyObject) => mount.mountPath === MOUNT_PATH),
  );
  if (missing.length === 0) return;
  const name = `kube-api-access-${randomSuffix()}`;
  for (const container of missing)
    container.volumeMounts = [...(container.volumeMounts ?? []), { name, readOnly: true, mountPath: MOUNT_PATH }];
  spec.volumes = [...(spec.volumes ?? []), { name, projected: { sources: sources(), defaultMode: FILE_MODE } }];
}

function sources(): AnyObject[] {
  const namespace = { path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } };
  return [
    { serviceAccountToken: { expirationSeconds: TOKEN_SECONDS, path: 'token' } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    { downwardAPI: { items: [namespace] } },
  ];
}
