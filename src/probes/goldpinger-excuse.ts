/** A live pod, with whatever the caller needs along. */
interface Identified {
  readonly uid: string;
}

export interface Excused<Pod> {
  /** Pods whose edges count. */
  readonly counted: readonly Pod[];
  /** Pods that were there once, are not any more, and are not excused: their edges count as not alive. */
  readonly missing: number;
}

/**
 * Decides look by look whose edges count. While a fault is being done, the pods it hit and as many that came after them
 * (their replacements) are excused; afterwards everybody counts again, and a pod that never came back is missed.
 * Remembers the pods of the looks before the first hit.
 */
export function createExcuse(): <Pod extends Identified>(
  pods: readonly Pod[],
  options: { readonly targeted: ReadonlySet<string>; readonly excusing: boolean },
) => Excused<Pod> {
  const before = new Set<string>();
  let most = 0;
  return (pods, { targeted, excusing }) => {
    if (targeted.size === 0) for (const { uid } of pods) before.add(uid);
    most = Math.max(most, pods.length);
    const missing = Math.max(0, most - pods.length);
    if (!excusing) return { counted: pods, missing };
    const hits = [...before].filter(uid => targeted.has(uid));
    const isHit = (pod: Identified): boolean => targeted.has(pod.uid);
    const goneHits = hits.filter(uid => !pods.some(pod => pod.uid === uid)).length;
    const replacements = new Set(pods.filter(pod => !isHit(pod) && !before.has(pod.uid)).slice(0, goneHits));
    return {
      counted: pods.filter(pod => !isHit(pod) && !replacements.has(pod)),
      missing: Math.max(0, missing - (goneHits - replacements.size)),
    };
  };
}
