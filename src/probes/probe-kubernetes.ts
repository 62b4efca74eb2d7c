import type { KubernetesObject } from '@kubernetes/client-node';
import { InvalidInput, messageOf } from '../errors.ts';
import { ApiFailure } from '../kubernetes/api-failure.ts';
import { readJson } from '../kubernetes/connect.ts';
import { findResourceByName, resourcePath } from '../kubernetes/resource-path.ts';
import type { KubernetesProbe } from '../scenario/suite.ts';
import { brokenProbe } from './network-target.ts';
import { isReady, readNumberAt } from './object-value.ts';
import type { Measurement, Probe, ProbeContext } from './probe.ts';

/**
 * Reads a number from the API server a look: a field of one object, how many objects there are, or how many are ready.
 * An object that should be there and is not is a failure; an API server that refuses or is away is a broken probe.
 */
export const probeKubernetes: Probe<KubernetesProbe> = {
  kind: 'probeKubernetes',
  async open(spec, context, signal) {
    let path: string;
    try {
      const resource = await findResourceByName(context.kubernetes, spec.resource, signal);
      path = resourcePath(resource, spec.namespace, spec.name);
    } catch (error) {
      if (error instanceof InvalidInput) return brokenProbe(error.message);
      throw error;
    }
    return {
      vantage: 'API server',
      measure: abort => readOnce(spec, path, context, abort),
      async [Symbol.asyncDispose]() {
        // Connections belong to the cluster's access.
      },
    };
  },
};

type ListOrObject = KubernetesObject & { readonly items?: readonly KubernetesObject[] };

async function readOnce(
  spec: KubernetesProbe,
  path: string,
  context: ProbeContext,
  signal: AbortSignal,
): Promise<Measurement> {
  let answer: ListOrObject;
  try {
    answer = await readJson<ListOrObject>(context.kubernetes, {
      path,
      query: { labelSelector: spec.selector },
      asking: describe(spec),
      signal,
    });
  } catch (error) {
    if (signal.aborted) return { r: 'broken', why: 'the API server did not answer within the deadline' };
    if (spec.name !== undefined && error instanceof ApiFailure && error.status === 404)
      return { r: 'fail', why: `there is no ${describe(spec)}` };
    return { r: 'broken', why: messageOf(error) };
  }
  return evaluate(spec, answer);
}

function evaluate(spec: KubernetesProbe, answer: ListOrObject): Measurement {
  const objects = spec.name === undefined ? (answer.items ?? []) : [answer];
  if (spec.value === 'count') return { r: 'ok', v: objects.length };
  if (spec.value === 'ready') return { r: 'ok', v: objects.filter(isReady).length };
  let sum = 0;
  for (const object of objects) {
    const value = readNumberAt(object, spec.value);
    if (value === 'not-a-number') return { r: 'broken', why: `${spec.value} of ${describe(spec)} is not a number` };
    sum += value;
  }
  return objects.length === 0 ? { r: 'fail', why: `there is no ${describe(spec)}` } : { r: 'ok', v: sum };
}

function describe(spec: KubernetesProbe): string {
  const name = [spec.namespace, spec.name].filter(Boolean).join('/');
  return `${spec.resource}${name ? ` ${name}` : ''}${spec.selector ? ` with ${spec.selector}` : ''}`;
}
