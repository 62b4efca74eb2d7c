import { difference, type FieldSet, intersection, isEmpty } from './field-set.ts';
import type { ManagedFields } from './managed-fields.ts';

/** What a Scale shows of its workload's spec. */
const REPLICAS: FieldSet = { 'f:spec': { 'f:replicas': {} } };

/**
 * The owners of a workload after a write of its Scale: who owns `spec.replicas` by an update owns it in an entry of its
 * own (apimachinery's ScaleHandler does not recognise the entry when it comes back from the Scale).
 */
export function splitReplicas(entries: readonly ManagedFields[]): ManagedFields[] {
  return entries.flatMap(entry => {
    const replicas = intersection(entry.fieldsV1, REPLICAS);
    const others = difference(entry.fieldsV1, REPLICAS);
    if (entry.operation !== 'Update' || isEmpty(replicas) || isEmpty(others)) return [entry];
    return [
      { ...entry, fieldsV1: others },
      { ...entry, fieldsV1: replicas },
    ];
  });
}
