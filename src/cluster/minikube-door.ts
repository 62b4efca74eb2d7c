import { InfrastructureFailure } from '../errors.ts';
import type { NodeDoor, NodeOperation } from './cluster.ts';
import type { MinikubeCli } from './minikube-cli.ts';
import { commandOperations } from './node-command.ts';

const noPause =
  'minikube cannot freeze a node (its own pause stops the containers of Kubernetes, not the machine): use stop, or kind';

const refused: Partial<Readonly<Record<NodeOperation, string>>> = {
  pause: noPause,
  limits: 'minikube gives its nodes their processors and memory when it makes them, and does not change them: use kind',
};

/** The node door of Minikube: machines by `minikube node`, commands by `minikube ssh`. */
export function openMinikubeDoor(cli: MinikubeCli, profile: string): NodeDoor {
  const machineState: NodeDoor['machineState'] = async (node, abort) =>
    (await cli.status(profile, node, abort)).Host === 'Running' ? 'running' : 'stopped';
  return {
    ...commandOperations((node, argv, abort) => cli.ssh(profile, node, argv, abort)),
    refusal: operation => refused[operation],
    machineState,
    stopNode: (node, _how, abort) => cli.stopNode(profile, node, abort),
    async pauseNode() {
      throw new InfrastructureFailure(noPause);
    },
    async limitMachine() {
      throw new InfrastructureFailure(refused.limits ?? '');
    },
    async startNode(node, abort) {
      if ((await machineState(node, abort)) === 'stopped') await cli.startNode(profile, node, abort);
    },
  };
}
