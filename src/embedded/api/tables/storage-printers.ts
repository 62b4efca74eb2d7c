import { ageOf } from './age.ts';
import { AGE, column, NAME, type Printer, wide } from './table.ts';

const UNSET = '<unset>';
const MODES: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

/** Volumes and their claims. */
export const STORAGE_PRINTERS: Readonly<Record<string, Printer>> = {
  PersistentVolume: {
    columns: [
      NAME,
      column('Capacity'),
      column('Access Modes'),
      column('Reclaim Policy'),
      column('Status'),
      column('Claim'),
      column('StorageClass'),
      column('VolumeAttributesClass'),
      column('Reason'),
      AGE,
      wide('VolumeMode'),
    ],
    cells: ({ metadata, spec = {}, status = {} }, now) => [
      metadata!.name!,
      spec.capacity?.storage ?? '',
      modesText(spec.accessModes),
      spec.persistentVolumeReclaimPolicy ?? '',
      metadata!.deletionTimestamp ? 'Terminating' : (status.phase ?? ''),
      spec.claimRef ? `${spec.claimRef.namespace}/${spec.claimRef.name}` : '',
      spec.storageClassName ?? '',
      spec.volumeAttributesClassName ?? UNSET,
      status.reason ?? '',
      ageOf(metadata!.creationTimestamp, now),
      spec.volumeMode ?? UNSET,
    ],
  },
  PersistentVolumeClaim: {
    columns: [
      NAME,
      column('Status'),
      column('Volume'),
      column('Capacity'),
      column('Access Modes'),
      column('StorageClass'),
      column('VolumeAttributesClass'),
      AGE,
      wide('VolumeMode'),
    ],
    cells: ({ metadata, spec = {}, status = {} }, now) => [
      metadata!.name!,
      metadata!.deletionTimestamp ? 'Terminating' : (status.phase ?? ''),
      spec.volumeName ?? '',
      spec.volumeName ? (status.capacity?.storage ?? '') : '',
      spec.volumeName ? modesText(status.accessModes) : '',
      spec.storageClassName ?? '',
      spec.volumeAttributesClassName ?? UNSET,
      ageOf(metadata!.creationTimestamp, now),
      spec.volumeMode ?? UNSET,
    ],
  },
};

function modesText(modes: readonly string[] = []): string {
  return modes.map(mode => MODES[mode] ?? mode).join(',');
}
