import type { Readable } from 'node:stream';
import type { ExecOptions, ExecSession } from '../../kubelet/node-runtime.ts';
import { ApiError } from '../cluster-api.ts';
import { isTrue } from '../http/request-info.ts';
import type { ServerContext, UpgradeCall } from '../http/server-context.ts';
import { badRequest, failureStatus, internalError } from '../status/index.ts';
import { chooseContainer } from '../subresources/container-choice.ts';
import { runtimeOf } from '../subresources/runtime.ts';
import { type Channels, openChannels, requireWebSocket } from './channels.ts';

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const ERROR = 3;
/** In v5: closes the channel that its one byte names. */
const CLOSE = 255;
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** Runs a command in a container, or attaches to its first process, with its streams as channels of a WebSocket. */
export function serveExec(context: ServerContext, call: UpgradeCall): void {
  const { target, info, resource } = call;
  const { query } = info;
  const pod = context.registry.get(resource, target.namespace, target.name!);
  const container = {
    namespace: target.namespace!,
    pod: target.name!,
    container: chooseContainer(pod, query.get('container')),
  };
  const options: ExecOptions = {
    stdin: isTrue(query.get('stdin')),
    stdout: isTrue(query.get('stdout')),
    stderr: isTrue(query.get('stderr')),
    tty: isTrue(query.get('tty')),
  };
  if (!options.stdin && !options.stdout && !options.stderr)
    throw badRequest('you must specify at least 1 of stdin, stdout, stderr');
  const command = query.getAll('command');
  const isExec = target.subresource === 'exec';
  if (isExec && command.length === 0) throw badRequest('you must specify at least one command');
  if (!pod.spec.nodeName) throw badRequest(`pod ${target.name} does not have a host assigned`);
  const runtime = runtimeOf(context);
  requireWebSocket(call);
  const start = () => (isExec ? runtime.exec(container, command, options) : runtime.attach(container, options));
  openChannels(call, PROTOCOLS, channels => {
    try {
      join(start(), channels);
    } catch (error) {
      finish(channels, { ...failureOf(error as Error), metadata: {} });
    }
  });
}

/** The last that the client hears: how it ended. */
function finish(channels: Channels, status: object): void {
  channels.send(ERROR, Buffer.from(JSON.stringify(status)));
  channels.close();
}

function failureOf(error: Error): object {
  return failureStatus(error instanceof ApiError ? error : internalError(error.message));
}

function join(session: ExecSession, channels: Channels): void {
  channels.onMessage((channel, data) => {
    if (channel === STDIN) session.stdin?.write(data);
    if (channel === CLOSE && data[0] === STDIN) session.stdin?.end();
  });
  channels.onClose(() => session.kill());
  session.stdin?.on('error', () => session.stdin?.destroy());
  const outputs = [send(session.stdout, STDOUT, channels), send(session.stderr, STDERR, channels)];
  session.exit
    .then(async code => {
      await Promise.all(outputs);
      return statusOf(code);
    })
    .catch(failureOf)
    .then(status => finish(channels, status));
}

/** Sends a stream's data as it comes; resolves at its end. */
function send(stream: Readable | undefined, channel: number, channels: Channels): Promise<void> {
  if (!stream) return Promise.resolve();
  stream.on('data', (data: Buffer | string) => {
    if (channels.send(channel, Buffer.from(data as string))) return;
    stream.pause();
    channels.onDrain(() => stream.resume());
  });
  return new Promise(resolve => stream.once('close', resolve));
}

function statusOf(code: number): object {
  if (code === 0) return { metadata: {}, status: 'Success' };
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with exit code ${code}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  };
}
