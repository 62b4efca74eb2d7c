import { ApiError } from '../api/cluster-api.ts';
import { type Component, type ComponentName, componentNames } from './component.ts';

/** The components of the control plane, each of which can be stopped for a time. */
export interface ControlPlane {
  add(name: ComponentName, component: Component): void;
  /** Stops one that runs; it comes back by itself after `backAfterMs`, whoever forgets it. Throws an ApiError 409 for one that is stopped. */
  stop(node: string, name: string, backAfterMs: number): Promise<void>;
  /** Idempotent. */
  start(node: string, name: string): Promise<'started' | 'running'>;
  isRunning(node: string, name: string): boolean;
}

/** `node` carries all of them, as the only control plane of a cluster does. Every call throws an ApiError 404 for what is not there. */
export function createControlPlane(
  controlPlaneNode: string,
  onError: (error: unknown, where: string) => void,
): ControlPlane {
  const components = new Map<string, Component>();
  const timers = new Map<string, NodeJS.Timeout>();
  const find = (node: string, name: string): Component => {
    const component = node === controlPlaneNode ? components.get(name) : undefined;
    if (component) return component;
    const known = componentNames.join(', ');
    throw new ApiError(404, 'NotFound', `component "${name}" not found on node "${node}": expected one of ${known}`);
  };
  const start = async (component: Component, name: string): Promise<'started' | 'running'> => {
    clearTimeout(timers.get(name));
    timers.delete(name);
    if (component.running) return 'running';
    await component.start();
    return 'started';
  };
  return {
    add: (name, component) => components.set(name, component),
    async stop(node, name, backAfterMs) {
      const component = find(node, name);
      if (!component.running) throw new ApiError(409, 'Conflict', `component "${name}" is stopped already`);
      const comeBack = () => start(component, name).catch(error => onError(error, `start of ${name}`));
      timers.set(name, setTimeout(comeBack, backAfterMs).unref());
      await component.stop();
    },
    start: async (node, name) => await start(find(node, name), name),
    isRunning: (node, name) => find(node, name).running,
  };
}
