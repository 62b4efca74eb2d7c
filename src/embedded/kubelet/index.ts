/** The kubelets of the virtual nodes: pods as processes of this machine. */
export type { KubeletContext, ServiceAccountCredentials } from './context.ts';
export type { ContainerImage, ImageStore, PathMapping } from './image-store.ts';
export { startKubelets } from './kubelets.ts';
export { nodeNames } from './node/node-object.ts';
export type { NodeRuntime } from './node-runtime.ts';
export { type Reaper, startReaper } from './reaper.ts';
export { createStartGate } from './start-gate.ts';
