import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { ClusterApi } from '../api/cluster-api.ts';
import { type AddressSpace, claimAddressSpace } from './address-space.ts';
import type { ClusterNetwork } from './cluster-network.ts';
import { type ControlChannel, type ControlHandler, openControlServer } from './control-server.ts';
import { createDatagrams } from './datagrams.ts';
import { createDial } from './dial.ts';
import { createEndpointChoice } from './endpoint-choice.ts';
import { startNameServer } from './name-server.ts';
import { connectFrom } from './outgoing.ts';
import { type AttachedPod, createPodTable, type OpenPort } from './pods.ts';
import { type PodIdentity, podVariable, type ToNetwork } from './protocol.ts';
import { arrive, createRelay } from './relay.ts';
import { createRoutes } from './routes.ts';
import { createRuleTable } from './rules.ts';
import { createServiceListeners } from './service-listeners.ts';
import { followServices, type ServicePort } from './service-table.ts';

export interface NetworkOptions {
  /** Claimed beforehand, when Services need addresses before the network runs; claimed here when absent, and released either way. */
  readonly addresses?: AddressSpace;
  /** Where the API server really listens; asked when it is needed, so it may start later. */
  readonly apiServer?: () => { readonly host: string; readonly port: number } | undefined;
  /** Of which endpoint, jitter and loss are drawn; seed it for the same choices again. */
  readonly random?: () => number;
  /** What went wrong without anybody to tell: a port that cannot be opened. */
  readonly onProblem?: (text: string) => void;
  /** Path of the bundled preload; beside this file when absent. */
  readonly preload?: string;
}

/** Starts the network of one cluster. Needs Linux, where every address below 127/8 is local. */
export async function createNetwork(api: ClusterApi, options: NetworkOptions = {}): Promise<ClusterNetwork> {
  const random = options.random ?? Math.random;
  const onProblem = options.onProblem ?? (text => process.emitWarning(text));
  const apiServer = options.apiServer ?? (() => undefined);
  const addresses = options.addresses ?? (await claimAddressSpace(random));
  const preload = options.preload ?? defaultPreload();
  // An abstract socket (Linux): no file to clean up, no limit on the length of the cluster's path.
  const control = `\0chaos-gate-network-${randomBytes(12).toString('hex')}`;
  const nodes = new Map<string, string>();
  const isNode = (address: string): boolean => [...nodes.values()].includes(address);

  const rules = createRuleTable(() => {
    for (const pod of pods.all())
      for (const channel of pod.channels) channel.send({ kind: 'rules', active: rules.size > 0 });
    relay.applyRules();
    serviceListeners.applyRules();
    pods.applyRules().catch(error => onProblem(error.message));
  });
  const relay = createRelay(rules, random);
  const pods = createPodTable(addresses, rules, acceptForPod);
  const choose = createEndpointChoice(random);
  const serviceListeners = createServiceListeners(
    rules,
    acceptForService,
    key => key === 'default/kubernetes' && apiServer() !== undefined,
    onProblem,
  );
  const services = followServices(api, (key, entry) => {
    serviceListeners.update(key, entry);
    datagrams.updateService(key, entry);
  });
  const nameServer = startNameServer(api, rules);
  const routes = createRoutes({ addresses, pods, services, rules, choose, random, apiServer });
  const datagrams = createDatagrams({ addresses, pods, services, rules, choose, random, onProblem });
  const dial = createDial(routes, sourceFor);
  const controlServer = await openControlServer(control, welcome);

  /** Who is calling: a pod, a node, or somebody outside, whom servers see as the gateway. */
  function callerOf(socket: Socket): { client: string; known: boolean } {
    const address = socket.remoteAddress ?? '';
    const client = pods.byHidden(address)?.podIP ?? address;
    const known = pods.byAddress(client) !== undefined || isNode(client);
    return known ? { client, known } : { client: addresses.gateway, known };
  }

  // Pods and nodes have asked for the way before they connected; strangers meet the rules here.
  function acceptForPod(pod: AttachedPod, port: OpenPort, socket: Socket): void {
    const { client, known } = callerOf(socket);
    const destination = { host: pod.hidden, port: port.hiddenPort, server: pod.podIP, serverPort: port.port };
    if (known || rules.size === 0) return void relay.carry(socket, client, client, destination);
    void follow(socket, client, again => routes.connect(client, again?.address ?? pod.podIP, again?.port ?? port.port));
  }

  function acceptForService(port: ServicePort, socket: Socket): void {
    const { client } = callerOf(socket);
    void follow(socket, client, again =>
      again ? routes.connect(client, again.address, again.port) : routes.connectToService(client, port),
    );
  }

  async function follow(socket: Socket, client: string, attempt: Parameters<typeof arrive>[0]): Promise<void> {
    socket.on('error', () => {});
    let answer: Awaited<ReturnType<typeof arrive>>;
    try {
      answer = await arrive(attempt, () => closeSignal(socket));
    } catch {
      // The caller gave up while its packets were on the way.
      return void socket.destroy();
    }
    if (answer === 'refuse' || answer === 'timeout') return void socket.resetAndDestroy();
    const { address, port } = answer;
    const pod = pods.byAddress(address);
    const open = pod && [...pod.ports.values()].find(one => one.entrance?.port === port);
    if (pod && open)
      return relay.carry(socket, client, client, {
        host: pod.hidden,
        port: open.hiddenPort,
        server: address,
        serverPort: open.port,
      });
    return relay.carry(socket, client, sourceFor(client, address), {
      host: address,
      port,
      server: address,
      serverPort: port,
    });
  }

  /** Only what is below 127/8 can be reached from an address below it. */
  function sourceFor(client: string, address: string): string | undefined {
    const server = apiServer();
    return address.startsWith('127.') && address !== server?.host ? client : undefined;
  }

  function welcome(token: string, channel: ControlChannel): ControlHandler | undefined {
    const pod = pods.byToken(token);
    if (!pod) return undefined;
    pod.channels.add(channel);
    if (rules.size > 0) channel.send({ kind: 'rules', active: true });
    return {
      onMessage: message => void answer(pod, channel, message).catch(error => onProblem(error.message)),
      onClose() {
        pod.channels.delete(channel);
        const udp = [...pod.ports].filter(([key]) => key.startsWith('UDP'));
        pods.closeAll(pod, channel);
        for (const [key, port] of udp) if (!pod.ports.has(key)) datagrams.close(pod, port.port);
      },
    };
  }

  async function answer(pod: AttachedPod, channel: ControlChannel, message: ToNetwork): Promise<void> {
    const reply = (id: number, value: unknown): void => channel.send({ kind: 'answer', id, answer: value });
    switch (message.kind) {
      case 'connect':
        return reply(message.id, routes.connect(pod.podIP, message.address, message.port));
      case 'resolve':
        return reply(message.id, await nameServer.lookUp(pod, message.name));
      case 'resolve-servers':
        return reply(message.id, (await nameServer.findServers(pod, message.name)) ?? null);
      case 'listen': {
        const opened = await pods.open(pod, channel, message, message.hiddenPort, message.local);
        if (message.protocol === 'UDP' && !message.local) await datagrams.open(pod, message.port);
        if (opened.error) onProblem(opened.error);
        return reply(message.id, opened);
      }
      case 'unlisten':
        pods.close(pod, channel, message);
        if (message.protocol === 'UDP' && !pod.ports.has(`UDP ${message.port}`)) datagrams.close(pod, message.port);
    }
  }

  function nodeAddress(node: string): string {
    const known = nodes.get(node);
    if (known) return known;
    const address = addresses.takeNodeAddress();
    nodes.set(node, address);
    serviceListeners.addNode(address);
    return address;
  }

  return {
    nodeAddress,
    attachPod({ namespace, name, node }) {
      const pod = pods.attach({ namespace, name, node, token: randomBytes(24).toString('base64url') });
      const { podIP, hidden, token } = pod;
      const server = apiServer();
      const { podPrefix, servicePrefix } = addresses;
      const identity: PodIdentity = {
        control,
        token,
        podIP,
        hidden,
        hostname: name,
        podPrefix,
        servicePrefix,
        apiServer: server,
      };
      return {
        podIP,
        preload,
        environment: { [podVariable]: JSON.stringify(identity) },
        detach() {
          relay.breakAll(podIP);
          for (const port of pod.ports.values()) datagrams.close(pod, port.port);
          pods.detach(pod);
        },
      };
    },
    connect(node, address, port, signal) {
      const client = nodeAddress(node);
      return dial(client, client, { address, port }, signal);
    },
    async connectAs(from, address, port, signal) {
      const pod = pods.byAddress(from);
      if (!pod && !isNode(from)) throw new Error(`${from} is the address of no pod or node`);
      // What a pod sends to itself never leaves it.
      const own = from === address ? pod?.ports.get(`TCP ${port}`) : undefined;
      if (pod && own) return await connectFrom(pod.hidden, pod.hidden, own.hiddenPort, { signal });
      return await dial(from, pod?.hidden ?? from, { address, port }, signal);
    },
    async lookUpAs(from, name) {
      const pod = pods.byAddress(from);
      if (!pod) throw new Error(`${from} is the address of no pod`);
      const { kind } = await nameServer.lookUp(pod, name);
      return kind === 'missing' || kind === 'unreachable' ? kind : 'found';
    },
    allocateServiceAddress: addresses.allocateServiceAddress,
    releaseServiceAddress: addresses.releaseServiceAddress,
    rules,
    serviceProxy: services,
    nameServer,
    async [Symbol.asyncDispose]() {
      services.close();
      nameServer.close();
      serviceListeners.close();
      datagrams.closeAll();
      for (const pod of [...pods.all()]) pods.detach(pod);
      relay.breakAll();
      await controlServer[Symbol.asyncDispose]();
      await addresses.release();
    },
  };
}

function closeSignal(socket: Socket): AbortSignal {
  const gone = new AbortController();
  socket.once('close', () => gone.abort(new Error('the caller closed the connection')));
  return gone.signal;
}

/** As source beside this file, as a bundle beside the bundle. */
function defaultPreload(): string {
  return fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './preload.ts' : './preload.js', import.meta.url));
}
