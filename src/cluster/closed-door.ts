import { InfrastructureFailure } from '../errors.ts';
import type { NodeDoor } from './cluster.ts';

/** The node door of a cluster whose nodes are out of reach: it says so. `why` is a sentence. */
export function closedDoor(why: string): NodeDoor {
  const refuse = async (): Promise<never> => {
    throw new InfrastructureFailure(why);
  };
  return {
    signalContainer: refuse,
    containerState: refuse,
    containerUsage: refuse,
    refusal: () => why,
    stopNode: refuse,
    pauseNode: refuse,
    startNode: refuse,
    machineState: refuse,
    controlService: refuse,
    serviceProcess: refuse,
    components: new Map(),
    componentRefusal: async () => why,
    stopComponent: refuse,
    startComponent: refuse,
    componentHealth: refuse,
    limitMachine: refuse,
    execute: refuse,
  };
}
