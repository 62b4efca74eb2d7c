import { ApiError } from '../api/cluster-api.ts';
import { createEventRecorder, type EventRecorder } from '../controllers/event-recorder.ts';
import type { KubeletContext, NodeContext } from './context.ts';
import { createFreezer } from './freezer.ts';
import { startHeartbeat } from './node/node-heartbeat.ts';
import { type NodeDescription, nodeObject } from './node/node-object.ts';
import { createPodWorker, type PodWorker } from './pod/pod-worker.ts';
import { createRelist } from './relist.ts';

/** The kubelet of one virtual node. */
export interface Kubelet extends AsyncDisposable {
  readonly node: string;
  readonly workers: readonly PodWorker[];
  readonly state: 'running' | 'paused' | 'stopped';
  /** `kill`: as a power cut; `pause`: everything stands still. Idempotent. */
  stop(how: 'kill' | 'pause'): void;
  /** The node comes back: after a kill its pods are started anew, after a pause they go on. Idempotent. */
  start(): void;
  /** Which start of the kubelet itself goes on, counted from 1; undefined: it does not run. */
  readonly run: number | undefined;
  /** Stops or starts the kubelet itself: processes go on, nobody looks after them or speaks for them. Throws an ApiError 409 unless the node runs. */
  control(verb: 'stop' | 'start' | 'restart'): void;
}

/** Registers the node and runs the pods that are bound to it. */
export function startKubelet(context: KubeletContext, description: Omit<NodeDescription, 'address'>): Kubelet {
  const { name } = description;
  const { api, network, outage, onError } = context;
  const nodeAddress = network.nodeAddress(name);
  const write = createEventRecorder(api, { component: 'kubelet', host: name, now: Date.now, onError });
  const record: EventRecorder = (...event) => {
    if (!freezer.frozen && !outage.lasts) write(...event);
  };
  const nodeContext: NodeContext = { ...context, node: name, nodeAddress, record, relist: createRelist() };
  const freezer = createFreezer();
  const workers = new Map<string, PodWorker>();
  const partition = `node ${name} is down`;
  let paused = false;
  let runs = 1;
  let serving = true;
  let stopHeartbeat = () => {};
  let unwatch = () => {};
  let abandoned: Promise<unknown> | undefined;

  api.create('nodes', nodeObject({ ...description, address: nodeAddress }));
  const nodeReference = { apiVersion: 'v1', kind: 'Node', metadata: { name, uid: name } };
  record(nodeReference, 'Normal', 'Starting', 'Starting kubelet.');
  run();
  const forgetOutage = outage.onChange(lasts => {
    if (!lasts && !abandoned && !freezer.frozen) for (const worker of workers.values()) worker.resume();
  });

  function run(): void {
    stopHeartbeat = startHeartbeat(nodeContext);
    unwatch = api.watch('pods', ({ type, object }) => {
      if (object.spec?.nodeName !== name) return;
      const uid = object.metadata!.uid!;
      const known = workers.get(uid);
      if (type === 'DELETED') known?.forget();
      else if (known) known.update(object);
      else adopt(uid, object);
    });
  }

  function adopt(uid: string, pod: PodWorker['pod']): void {
    const worker = createPodWorker(nodeContext, freezer, pod);
    workers.set(uid, worker);
    worker.gone.then(() => {
      if (workers.get(uid) === worker && !abandoned) workers.delete(uid);
    });
  }

  /** Nobody reaches a node that is down, nor what ran on it, and nobody is told that it cannot be reached. */
  function isolate(): void {
    const addresses = [nodeAddress, ...[...workers.values()].flatMap(({ podIP }) => podIP ?? [])];
    network.rules.add({ id: `${partition} (to)`, to: addresses, effect: { kind: 'drop' } });
    network.rules.add({ id: `${partition} (from)`, from: addresses, effect: { kind: 'drop' } });
  }

  function reconnect(): void {
    for (const way of ['to', 'from']) network.rules.remove(`${partition} (${way})`);
  }

  async function restart(): Promise<void> {
    await abandoned;
    for (const worker of workers.values()) worker.detach();
    workers.clear();
    abandoned = undefined;
    reconnect();
    runs++;
    serving = true;
    record(nodeReference, 'Normal', 'Starting', 'Starting kubelet.');
    record(nodeReference, 'Warning', 'Rebooted', `Node ${name} has been rebooted`);
    run();
  }

  let starting: Promise<void> | undefined;

  function takeUp(): void {
    freezer.thaw();
    stopHeartbeat = startHeartbeat(nodeContext);
    for (const worker of workers.values()) worker.resume();
  }

  function stopService(): void {
    if (!serving) return;
    serving = false;
    stopHeartbeat();
    freezer.freeze();
  }

  function startService(): void {
    if (serving) return;
    serving = true;
    runs++;
    takeUp();
    record(nodeReference, 'Normal', 'Starting', 'Starting kubelet.');
  }

  return {
    node: name,
    get workers() {
      return [...workers.values()];
    },
    get state() {
      if (abandoned) return 'stopped';
      return paused ? 'paused' : 'running';
    },
    stop(how) {
      if (abandoned || (how === 'pause' && paused)) return;
      stopHeartbeat();
      if (!paused) isolate();
      if (how === 'pause') {
        paused = true;
        freezer.freeze();
        signalAll('SIGSTOP');
      } else {
        paused = false;
        serving = false;
        unwatch();
        freezer.thaw();
        abandoned = Promise.all([...workers.values()].map(worker => worker.abandon()));
      }
    },
    start() {
      if (abandoned)
        starting ??= restart()
          .catch(error => onError(error, `start of node ${name}`))
          .finally(() => (starting = undefined));
      if (!paused) return;
      paused = false;
      signalAll('SIGCONT');
      reconnect();
      if (serving) takeUp();
    },
    get run() {
      return serving ? runs : undefined;
    },
    control(verb) {
      if (abandoned || paused) throw new ApiError(409, 'Conflict', `node ${name} is ${paused ? 'paused' : 'stopped'}`);
      if (verb !== 'start') stopService();
      if (verb !== 'stop') startService();
    },
    async [Symbol.asyncDispose]() {
      forgetOutage();
      stopHeartbeat();
      unwatch();
      freezer.thaw();
      await Promise.all([...workers.values()].map(worker => worker.abandon()));
      for (const worker of workers.values()) worker.detach();
    },
  };

  function signalAll(signal: 'SIGSTOP' | 'SIGCONT'): void {
    for (const { workers: containers } of workers.values())
      for (const { running } of containers) running?.process.signalAll(signal);
  }
}
