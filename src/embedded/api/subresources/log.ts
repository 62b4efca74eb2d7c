import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { LogOptions } from '../../kubelet/node-runtime.ts';
import { sendFailure, sendText } from '../http/respond.ts';
import type { ResourceCall, ServerContext } from '../http/server-context.ts';
import { type FieldError, invalid, invalidKind } from '../status/index.ts';
import { chooseContainer } from './container-choice.ts';
import { runtimeOf } from './runtime.ts';

/** Streams a container's output. A pod without a node has none yet. */
export async function serveLog(context: ServerContext, call: ResourceCall): Promise<void> {
  const { resource, target, info, response } = call;
  const options = readLogOptions(info.query, target.name!);
  const pod = context.registry.get(resource, target.namespace, target.name!);
  const container = chooseContainer(pod, info.query.get('container'));
  if (!pod.spec.nodeName) {
    response.writeHead(204).end();
    return;
  }
  const log = runtimeOf(context).logs({ namespace: target.namespace!, pod: target.name!, container }, options);
  await send(log, call);
}

async function send(log: Readable, { response }: ResourceCall): Promise<void> {
  response.once('close', () => log.destroy());
  log.once('error', error => {
    if (!response.destroyed) sendFailure(response, error);
  });
  log.once('readable', () => {
    if (response.headersSent || log.errored) return;
    response.writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-cache, private' });
    response.flushHeaders();
    log.pipe(response);
  });
  await finished(log).catch(error => {
    if (!response.destroyed) sendFailure(response, error);
  });
  if (!response.headersSent) sendText(response, 200, '');
}

function readLogOptions(query: URLSearchParams, pod: string): LogOptions {
  const errors: FieldError[] = [];
  const number = (name: string, least: number): number | undefined => {
    const text = query.get(name);
    if (text === null || text === '') return undefined;
    const value = Number(text);
    if (!Number.isInteger(value) || value < least)
      errors.push(invalid(name, value, `must be greater than${least === 0 ? ' or equal to' : ''} 0`));
    return value;
  };
  const options: LogOptions = {
    follow: query.get('follow') === 'true' || query.get('follow') === '1',
    previous: query.get('previous') === 'true' || query.get('previous') === '1',
    timestamps: query.get('timestamps') === 'true' || query.get('timestamps') === '1',
    tailLines: number('tailLines', 0),
    sinceSeconds: number('sinceSeconds', 1),
    limitBytes: number('limitBytes', 1),
    sinceTime: query.get('sinceTime') ?? undefined,
  };
  if (errors.length > 0) throw invalidKind({ group: '', kind: 'PodLogOptions' }, pod, errors);
  return options;
}
