import type { AnyObject } from '../cluster-api.ts';
import { isSameJson } from '../json-equal.ts';
import { type FieldError, forbidden } from '../status/index.ts';
import { without } from './immutable.ts';

const DETAIL =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';
const FREE = ['activeDeadlineSeconds', 'tolerations', 'containers', 'initContainers', 'nodeName'];

/** Of a pod's spec an update changes images, the deadline and (by adding) tolerations; a binding also sets the node. */
export function validatePodUpdate({ spec = {} }: AnyObject, { spec: before = {} }: AnyObject): FieldError[] {
  const images = (containers: readonly AnyObject[] = []) => containers.map(container => without(container, ['image']));
  const keepsTolerations = (before.tolerations ?? []).every((one: AnyObject) =>
    (spec.tolerations ?? []).some((other: AnyObject) =>
      isSameJson(without(one, ['tolerationSeconds']), without(other, ['tolerationSeconds'])),
    ),
  );
  const same =
    isSameJson(without(spec, FREE), without(before, FREE)) &&
    isSameJson(images(spec.containers), images(before.containers)) &&
    isSameJson(images(spec.initContainers), images(before.initContainers)) &&
    (before.nodeName === undefined || before.nodeName === spec.nodeName);
  if (same && keepsTolerations) return [];
  if (same)
    return [forbidden('spec.tolerations', 'existing toleration can not be modified except its tolerationSeconds')];
  return [forbidden('spec', `${DETAIL}\n${JSON.stringify(spec)}`)];
}
