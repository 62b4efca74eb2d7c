import type { AnyObject } from '../cluster-api.ts';

/** Held by the API until the controllers see that nothing uses the volume or claim any more. */
const FINALIZERS: Readonly<Record<string, string>> = {
  PersistentVolume: 'kubernetes.io/pv-protection',
  PersistentVolumeClaim: 'kubernetes.io/pvc-protection',
};

/** Volumes and claims outlive their deletion while they are in use (admission plugin StorageObjectInUseProtection). */
export function protectStorage({ kind, metadata }: AnyObject): void {
  const finalizer = FINALIZERS[kind!];
  const finalizers = metadata!.finalizers ?? [];
  if (finalizer && !finalizers.includes(finalizer)) metadata!.finalizers = [...finalizers, finalizer];
}
