import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { NetworkRule, PodNetwork } from '../../../src/embedded/network/index.ts';
import { createNetworkCluster, type NetworkCluster, type PodProcess } from './network-cluster.ts';

let cluster: NetworkCluster;
let server: PodNetwork;
let client: PodNetwork;
let bystander: PodNetwork;
let service: string;
let asking: PodProcess;

/** A client that does what it is told, a line at a time: `open` a connection, `say` something on it and wait for the echo. */
const clientScript = `import net from 'node:net'; import { createInterface } from 'node:readline';
  let socket; const started = () => performance.now();
  const print = value => console.log(JSON.stringify(value));
  const open = host => new Promise(resolve => {
    const t0 = started();
    const one = net.connect({ host, port: 8080 });
    one.on('connect', () => { socket = one; resolve({ ok: true, ms: started() - t0 }); }).on('error', error => resolve({ ok: false, code: error.code, ms: started() - t0 }));
    setTimeout(() => resolve({ ok: false, code: 'no answer', ms: started() - t0 }), 400);
  });
  const say = text => new Promise(resolve => {
    const t0 = started();
    socket.once('data', data => resolve({ ok: true, bytes: data.length, ms: started() - t0 }));
    socket.once('error', error => resolve({ ok: false, code: error.code, ms: started() - t0 }));
    setTimeout(() => resolve({ ok: false, code: 'no answer', ms: started() - t0 }), 1500);
    socket.write(text);
  });`;

beforeAll(async () => {
  cluster = await createNetworkCluster({ random: seeded() });
  server = cluster.pod('server');
  client = cluster.pod('client');
  bystander = cluster.pod('bystander');
  await cluster
    .run(
      server,
      `import net from 'node:net'; net.createServer(socket => socket.on('error', () => {}).pipe(socket)).listen(8080, () => console.log('up'));`,
    )
    .line();
  service = cluster.service('echo', { selector: { app: 'x' }, ports: [{ name: 'http', port: 8080 }] });
  cluster.endpoints(
    'echo',
    [{ addresses: [server.podIP], conditions: { ready: true } }],
    [{ name: 'http', port: 8080, protocol: 'TCP' }],
  );
  // A control server inside of the client's pod: one command a connection, one line of JSON back.
  asking = cluster.run(
    client,
    `${clientScript}
    net.createServer(socket => createInterface({ input: socket }).on('line', async line => {
      const [verb, text] = line.split(' ');
      socket.end(JSON.stringify(await (verb === 'open' ? open(text) : say(text))));
    })).listen(9000, () => console.log('up'));`,
  );
  await asking.line();
});
afterEach(() => {
  for (const { id } of cluster.network.rules.list()) cluster.network.rules.remove(id);
});
afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
});

/** The same numbers in every run. */
function seeded(): () => number {
  let state = 42;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

interface Outcome {
  readonly ok: boolean;
  readonly code?: string;
  readonly ms: number;
}

/** From outside of the rules' reach: the command port is another one. */
async function tell(command: string): Promise<Outcome> {
  const socket = connect(9000, client.podIP);
  socket.write(`${command}\n`);
  let text = '';
  for await (const chunk of socket) text += chunk;
  return JSON.parse(text);
}

function add(effect: NetworkRule['effect'], match: Partial<NetworkRule> = {}): void {
  cluster.network.rules.add({ id: 'rule', from: [client.podIP], to: [server.podIP], port: 8080, effect, ...match });
}

test('a delay is met by the handshake and by everything said, one way', async () => {
  add({ kind: 'delay', delayMs: 120 });
  const opened = await tell(`open ${server.podIP}`);
  expect(opened.ok).toBe(true);
  expect(opened.ms).toBeGreaterThanOrEqual(119);
  const said = await tell('say hello');
  expect(said.ok).toBe(true);
  expect(said.ms).toBeGreaterThanOrEqual(118);
  expect(said.ms).toBeLessThan(400);
  const [rule] = cluster.network.rules.list();
  expect(rule).toMatchObject({ connections: 1, bytes: 5 });
});

test('a rule on another pair changes nothing', async () => {
  add({ kind: 'drop' }, { from: [bystander.podIP] });
  expect((await tell(`open ${server.podIP}`)).ok).toBe(true);
  expect((await tell('say hello')).ok).toBe(true);
  expect(cluster.network.rules.list()[0]).toMatchObject({ connections: 0, bytes: 0 });
});

test('dropped: an attempt hangs, and the next one after the rule is gone arrives', async () => {
  add({ kind: 'drop' });
  expect(await tell('open echo')).toMatchObject({ ok: false, code: 'no answer' });
  cluster.network.rules.remove('rule');
  expect((await tell(`open ${server.podIP}`)).ok).toBe(true);
});

test('dropped: answers stall as well as requests, what was established goes on after the rule', async () => {
  expect((await tell('open echo')).ok).toBe(true);
  expect((await tell('say before')).ok).toBe(true);
  cluster.network.rules.add({ id: 'rule', from: [server.podIP], effect: { kind: 'drop' } });
  const waiting = tell('say during');
  setTimeout(() => cluster.network.rules.remove('rule'), 350);
  const said = await waiting;
  expect(said.ok).toBe(true);
  // 200 ms, then 400 ms later: when TCP sends again what got lost.
  expect(said.ms).toBeGreaterThanOrEqual(550);
});

test('reset: established connections break, attempts are refused', async () => {
  expect((await tell('open echo')).ok).toBe(true);
  const waiting = tell('say hello');
  await waiting;
  add({ kind: 'reset' });
  expect(await tell('open echo')).toMatchObject({ ok: false, code: 'ECONNREFUSED' });
  expect(cluster.network.rules.list()[0]!.connections).toBeGreaterThanOrEqual(2);
});

test('a rate is kept', async () => {
  expect((await tell('open echo')).ok).toBe(true);
  add({ kind: 'rate', bytesPerSecond: 1000 });
  const said = await tell(`say ${'x'.repeat(300)}`);
  expect(said.ok).toBe(true);
  expect(said.ms).toBeGreaterThanOrEqual(40);
  const rest = await tell('say y');
  expect(rest.ok).toBe(true);
});

test('loss makes some attempts hang and what is said late', async () => {
  expect((await tell('open echo')).ok).toBe(true);
  add({ kind: 'loss', share: 0.5 });
  const outcomes: Outcome[] = [];
  for (let n = 0; n < 8; n++) outcomes.push(await tell(`say hello${n}`));
  const late = outcomes.filter(({ ms }) => ms > 180).length;
  expect(late).toBeGreaterThan(0);
  expect(late).toBeLessThan(8);
});

/** A stranger on this machine. */
async function knock(host: string, port: number, waitMs: number): Promise<string> {
  const socket: Socket = connect(port, host);
  const hangs = Promise.withResolvers<string>();
  const timer = setTimeout(hangs.resolve, waitMs, 'hangs');
  const outcome = await Promise.race([
    once(socket, 'connect').then(
      () => 'connected',
      error => error.code,
    ),
    hangs.promise,
  ]);
  clearTimeout(timer);
  socket.destroy();
  return outcome;
}

/** A stranger's place to knock is changed by closing or opening a port, which takes a moment: knocks until it has. */
async function knockUntil(outcome: string, host: string): Promise<void> {
  let found: string | undefined;
  const limit = AbortSignal.timeout(10_000);
  while (found !== outcome && !limit.aborted) found = await knock(host, 8080, outcome === 'hangs' ? 300 : 3000);
  expect({ host, found }).toEqual({ host, found: outcome });
}

test('strangers: what everybody is to lose hangs for them too, at the pod and at its Service, and comes back', async () => {
  for (const [effect, outcome] of [
    [{ kind: 'drop' }, 'hangs'],
    [{ kind: 'reset' }, 'ECONNREFUSED'],
  ] as const) {
    cluster.network.rules.add({ id: 'rule', to: [server.podIP], effect });
    for (const host of [server.podIP, service]) await knockUntil(outcome, host);
    cluster.network.rules.remove('rule');
    for (const host of [server.podIP, service]) await knockUntil('connected', host);
  }
});

test('kubelets meet the rules as well', async () => {
  cluster.network.rules.add({ id: 'rule', to: [server.podIP], effect: { kind: 'drop' } });
  await expect(cluster.network.connect('node-1', server.podIP, 8080, AbortSignal.timeout(200))).rejects.toThrow();
  cluster.network.rules.remove('rule');
  const socket = await cluster.network.connect('node-1', server.podIP, 8080);
  socket.destroy();
  await expect(cluster.network.connect('node-1', server.podIP, 8081)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
