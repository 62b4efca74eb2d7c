import { sendJson } from '../http/respond.ts';
import type { ResourceCall, ServerContext } from '../http/server-context.ts';
import { timestamp } from '../registry/index.ts';
import { invalid, invalidKind } from '../status/index.ts';
import { readBodyAs } from './read-body.ts';

const SHORTEST_SECONDS = 600;
const DEFAULT_SECONDS = 3600;

/** Issues a token for a ServiceAccount (TokenRequest). */
export async function serveToken({ registry, tokens }: ServerContext, call: ResourceCall): Promise<void> {
  const { resource, target, response } = call;
  const { spec = {} } = await readBodyAs('authentication.TokenRequest', call);
  const expirationSeconds = spec.expirationSeconds ?? DEFAULT_SECONDS;
  if (expirationSeconds < SHORTEST_SECONDS)
    throw invalidKind({ group: 'authentication.k8s.io', kind: 'TokenRequest' }, '', [
      invalid('spec.expirationSeconds', expirationSeconds, 'may not specify a duration less than 10 minutes'),
    ]);
  const { uid } = registry.get(resource, target.namespace, target.name!).metadata!;
  const { token, expiresAt, audiences } = tokens.issue({
    namespace: target.namespace!,
    serviceAccount: target.name!,
    expirationSeconds,
    audiences: spec.audiences?.length ? spec.audiences : undefined,
  });
  sendJson(response, 201, {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name: target.name, namespace: target.namespace, uid, creationTimestamp: timestamp(registry.now()) },
    spec: { audiences, expirationSeconds, boundObjectRef: spec.boundObjectRef ?? null },
    status: { token, expirationTimestamp: timestamp(expiresAt) },
  });
}
