import type { AnyObject } from '../cluster-api.ts';
import { defaultTo } from './absent.ts';

/** 0644 */
const FILE_MODE = 420;

/** Defaults of a pod's volume; one without a source is an emptyDir. */
export function defaultVolume(volume: AnyObject): void {
  if (Object.keys(volume).every(key => key === 'name')) volume.emptyDir = {};
  for (const source of [volume.secret, volume.configMap, volume.downwardAPI, volume.projected])
    if (source) defaultTo(source, { defaultMode: FILE_MODE });
  if (volume.hostPath) defaultTo(volume.hostPath, { type: '' });
  for (const item of volume.downwardAPI?.items ?? []) defaultFieldRef(item);
  for (const source of volume.projected?.sources ?? []) {
    if (source.serviceAccountToken) defaultTo(source.serviceAccountToken, { expirationSeconds: 3600 });
    for (const item of source.downwardAPI?.items ?? []) defaultFieldRef(item);
  }
}

function defaultFieldRef(item: AnyObject): void {
  if (item.fieldRef) defaultTo(item.fieldRef, { apiVersion: 'v1' });
  if (item.resourceFieldRef) defaultTo(item.resourceFieldRef, { divisor: '0' });
}
