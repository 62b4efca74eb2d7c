import type { NodeService } from '../cluster/cluster.ts';
import { type NodeFault, type NodeFaultSpecOf, nameOf } from './node-fault.ts';

const pollMs = 200;

export const restartKubelet: NodeFault<NodeFaultSpecOf<'restartKubelet'>> = {
  kind: 'restartKubelet',
  ...restartOf('kubelet'),
};

/** Pods live through it; only what asks the runtime meanwhile notices. */
export const restartRuntime: NodeFault<NodeFaultSpecOf<'restartRuntime'>> = {
  kind: 'restartRuntime',
  ...restartOf('runtime'),
};

/** Restarts a service of the node. Proven when another process runs it than before. */
function restartOf(service: NodeService): Pick<NodeFault, 'needs' | 'undo' | 'inject'> {
  return {
    needs: service,
    undo: () => undefined,
    async inject(_spec, node, context) {
      const { kubernetes, now, sleep, receiptTimeoutMs, signal } = context;
      const name = nameOf(node);
      const processOf = () => kubernetes.node.serviceProcess(name, service, signal);
      const before = await processOf();
      const t = now();
      await kubernetes.node.controlService(name, service, 'restart', signal);
      const prove = async () => {
        for (;;) {
          const after = await processOf();
          if (after !== undefined && after !== before)
            return { landed: true, evidence: `the ${service} of ${name} was ${before ?? 'not running'}, is ${after}` };
          if (now() - t >= receiptTimeoutMs)
            return { landed: false, evidence: `the ${service} of ${name} is ${after ?? 'not running'}, as before` };
          await sleep(pollMs);
        }
      };
      return { t, receipt: prove() };
    },
  };
}
