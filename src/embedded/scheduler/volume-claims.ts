import type { Informers } from '../controllers/informer.ts';
import type { Pod } from '../controllers/objects.ts';

/** What keeps a pod from any node because of its PersistentVolumeClaims; nothing provisions volumes in this cluster. */
export function unboundClaim(pod: Pod, informers: Informers): string | undefined {
  const names = (pod.spec!.volumes ?? []).flatMap(volume => volume.persistentVolumeClaim?.claimName ?? []);
  const claims = names.map(name => ({
    name,
    claim: informers('persistentvolumeclaims').get(pod.metadata!.namespace, name),
  }));
  const absent = claims.find(({ claim }) => !claim);
  if (absent) return `persistentvolumeclaim "${absent.name}" not found`;
  return claims.some(({ claim }) => claim!.status?.phase !== 'Bound')
    ? 'pod has unbound immediate PersistentVolumeClaims'
    : undefined;
}
