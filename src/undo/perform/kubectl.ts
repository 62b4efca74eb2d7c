import type { KubernetesAccess } from '../../kubernetes/access.ts';
import { kubectlApply, kubectlDelete } from '../../kubernetes/kubectl.ts';
import type { KubectlUndo } from '../operation.ts';

/** Deletes, or applies again, what a `kubectl` step changed, with the same binary and proxy. Throws CommandFailed. */
export async function undoByKubectl(
  { action, payload, kubectlBinary, proxy }: KubectlUndo,
  cluster: Pick<KubernetesAccess, 'kubeconfig' | 'context'>,
  timeoutMs: number,
): Promise<undefined> {
  const options = { purpose: 'undo', binary: kubectlBinary, proxy, timeoutMs };
  await (action === 'delete' ? kubectlDelete : kubectlApply)(cluster, payload, options);
  return undefined;
}
