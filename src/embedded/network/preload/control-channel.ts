import { connect } from 'node:net';
import type { NameAnswer, ServerRecord } from '../names.ts';
import type { ConnectAnswer, FromNetwork, ListenAnswer, PodIdentity, ToNetwork } from '../protocol.ts';

/** A process's line to the cluster's network. */
export interface ControlChannel {
  /** Every connection has to be asked for. */
  readonly rulesActive: boolean;
  listen(protocol: 'TCP' | 'UDP', port: number, hiddenPort: number, local: boolean): Promise<ListenAnswer>;
  unlisten(protocol: 'TCP' | 'UDP', port: number): void;
  connect(address: string, port: number): Promise<ConnectAnswer>;
  resolve(name: string): Promise<NameAnswer>;
  resolveServers(name: string): Promise<ServerRecord[] | null>;
}

type Question = ToNetwork extends infer M ? (M extends { id: number } ? Omit<M, 'id'> : never) : never;

/**
 * Opens the channel. It keeps the process alive only while a question is open; once the network is gone
 * every question is rejected, as nothing can be reached any more.
 */
export function openControlChannel(pod: PodIdentity): ControlChannel {
  const socket = connect(pod.control);
  const open = new Map<number, { resolve: (answer: any) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  let rulesActive = false;
  let rest = '';
  let gone: Error | undefined;

  const write = (message: ToNetwork): void => void socket.write(`${JSON.stringify(message)}\n`);
  const ask = (question: Question): Promise<any> =>
    new Promise((resolve, reject) => {
      if (gone) return reject(gone);
      const id = ++lastId;
      if (open.size === 0) socket.ref();
      open.set(id, { resolve, reject });
      write({ ...question, id } as ToNetwork);
    });

  const read = (message: FromNetwork): void => {
    if (message.kind === 'rules') rulesActive = message.active;
    else {
      open.get(message.id)?.resolve(message.answer);
      open.delete(message.id);
      if (open.size === 0) socket.unref();
    }
  };
  const end = (error: Error): void => {
    gone ??= Object.assign(new Error(`the cluster's network is gone: ${error.message}`), { code: 'ENETDOWN' });
    for (const { reject } of open.values()) reject(gone);
    open.clear();
  };

  socket.unref();
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    for (const line of lines) read(JSON.parse(line));
  });
  socket.on('error', end);
  socket.on('close', () => end(new Error('its channel is closed')));
  write({ kind: 'hello', token: pod.token });

  return {
    get rulesActive() {
      return rulesActive;
    },
    listen: (protocol, port, hiddenPort, local) => ask({ kind: 'listen', protocol, port, hiddenPort, local }),
    unlisten(protocol, port) {
      if (!gone) write({ kind: 'unlisten', protocol, port });
    },
    connect: (address, port) => ask({ kind: 'connect', address, port }),
    resolve: name => ask({ kind: 'resolve', name }),
    resolveServers: name => ask({ kind: 'resolve-servers', name }),
  };
}
