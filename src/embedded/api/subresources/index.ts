import type { ResourceCall, ServerContext } from '../http/server-context.ts';
import { methodNotSupported, pathNotFound } from '../status/index.ts';
import { serveBinding } from './binding.ts';
import { serveEphemeralContainers } from './ephemeral-containers.ts';
import { serveEviction } from './eviction.ts';
import { serveLog } from './log.ts';
import { serveProxy } from './proxy.ts';
import { serveScale } from './scale.ts';
import { serveToken } from './token.ts';
import { needsUpgrade } from './upgrade-needed.ts';

type Handler = (context: ServerContext, call: ResourceCall) => Promise<void> | void;

/** Every subresource with a form of its own; `status` and `finalize` are written as their resource is. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  'pods/attach': needsUpgrade,
  'pods/binding': serveBinding,
  'pods/ephemeralcontainers': serveEphemeralContainers,
  'pods/eviction': serveEviction,
  'pods/exec': needsUpgrade,
  'pods/log': serveLog,
  'pods/portforward': needsUpgrade,
  'pods/proxy': serveProxy,
  'services/proxy': serveProxy,
  'nodes/proxy': serveProxy,
  'deployments/scale': serveScale,
  'replicasets/scale': serveScale,
  'replicationcontrollers/scale': serveScale,
  'statefulsets/scale': serveScale,
  'serviceaccounts/token': serveToken,
};

export async function handleSubresource(context: ServerContext, call: ResourceCall): Promise<void> {
  const { resource, target, info } = call;
  const handler = HANDLERS[`${resource.plural}/${target.subresource}`];
  if (!handler) throw pathNotFound();
  const { verbs } = resource.subresources.find(one => one.name === target.subresource)!;
  if (!verbs.includes(info.verb)) throw methodNotSupported(resource, info.verb);
  await handler(context, call);
}
