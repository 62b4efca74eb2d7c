import type { Taint, Toleration } from './objects.ts';

/** Whether the toleration answers the taint: key (none: any), effect (none: any), and value or mere existence. */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  if (toleration.operator === 'Exists') return true;
  return Boolean(toleration.key) && (toleration.value ?? '') === (taint.value ?? '');
}

/** The first taint with one of the effects that none of the tolerations answers. */
export function untoleratedTaint(
  taints: readonly Taint[] | undefined,
  tolerations: readonly Toleration[] | undefined,
  effects: readonly string[],
): Taint | undefined {
  return taints?.find(
    taint => effects.includes(taint.effect) && !(tolerations ?? []).some(toleration => tolerates(toleration, taint)),
  );
}
