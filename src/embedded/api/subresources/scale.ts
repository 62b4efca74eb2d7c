import type { AnyObject } from '../cluster-api.ts';
import { decodeAs } from '../decode/index.ts';
import { parseObject, readBody } from '../http/body.ts';
import { sendJson } from '../http/respond.ts';
import type { ResourceCall, ServerContext } from '../http/server-context.ts';
import { readWriteParameters } from '../http/write-parameters.ts';
import { patchDocument } from '../patch/index.ts';
import { badRequest, conflict, invalid, invalidKind, MODIFIED } from '../status/index.ts';
import { selectorText } from '../tables/selector-text.ts';

const TYPE = 'autoscaling1.Scale';

/** Reads and writes `spec.replicas` of a workload as a Scale. */
export async function serveScale({ registry }: ServerContext, call: ResourceCall): Promise<void> {
  const { resource, target, info, request, response } = call;
  const { namespace, name } = target;
  const current = registry.get(resource, namespace, name!);
  if (info.verb === 'get') return sendJson(response, 200, scaleOf(current));
  const parameters = readWriteParameters(
    info.query,
    request,
    info.verb === 'patch' ? 'PatchOptions' : 'UpdateOptions',
    'scale',
  );
  const body = await readBody(request);
  const contentType = request.headers['content-type']?.split(';')[0]?.trim() ?? 'application/json';
  const given =
    info.verb === 'patch'
      ? patchDocument(contentType, body.toString('utf8'), scaleOf(current), TYPE)
      : parseObject(body, contentType, 'Scale');
  const kind: string | undefined = (given as AnyObject).kind;
  if (kind && kind !== 'Scale')
    throw badRequest(
      `${kind} in version "v1" cannot be handled as a Scale: converting (v1.${kind}) to (autoscaling.Scale): unknown conversion`,
    );
  const { object: wanted } = decodeAs(
    TYPE,
    { kind: 'Scale', version: 'v1' },
    given as AnyObject,
    parameters.fieldValidation,
  );
  const replicas = wanted.spec?.replicas ?? 0;
  const version = wanted.metadata?.resourceVersion;
  if (version && version !== current.metadata!.resourceVersion) throw conflict(resource, name!, MODIFIED);
  if (replicas < 0)
    throw invalidKind({ group: 'autoscaling', kind: 'Scale' }, name!, [
      invalid('spec.replicas', replicas, 'must be greater than or equal to 0'),
    ]);
  const scaled = registry.update(resource, namespace, name!, live => ({ ...live, spec: { ...live.spec, replicas } }), {
    ...parameters,
    subresource: 'scale',
  });
  sendJson(response, 200, scaleOf(scaled));
}

function scaleOf({ metadata, spec, status }: AnyObject): AnyObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata!;
  const selector =
    spec.selector?.matchLabels || spec.selector?.matchExpressions ? spec.selector : { matchLabels: spec.selector };
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: spec.replicas ? { replicas: spec.replicas } : {},
    status: { replicas: status?.replicas ?? 0, selector: selectorText(selector) },
  };
}
