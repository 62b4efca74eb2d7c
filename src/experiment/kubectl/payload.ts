import type { KubernetesObject } from '@kubernetes/client-node';
import { formatProblem, InvalidInput, type Problem } from '../../errors.ts';
import type { ApiConnection } from '../../kubernetes/access.ts';
import { isNotFound } from '../../kubernetes/api-failure.ts';
import { describeObject } from '../../kubernetes/apply.ts';
import { readJson } from '../../kubernetes/connect.ts';
import { type ManifestObject, parseManifest } from '../../kubernetes/manifest.ts';
import { findResourceOfKind, resourcePath } from '../../kubernetes/resource-path.ts';

/** An object of a `kubectl` step's payload, and where the API has it. */
export interface PayloadObject {
  /** As it is written in the payload, with its namespace. */
  readonly manifest: KubernetesObject;
  /** `ConfigMap shop/settings`, `Namespace shop`. */
  readonly label: string;
  readonly path: string;
  /** undefined: it is in none. */
  readonly namespace: string | undefined;
}

/** An object as the API has it. */
export type LiveObject = KubernetesObject & Readonly<Record<string, unknown>>;

/** A payload object with what was there when somebody looked. */
export interface SeenObject extends PayloadObject {
  /** undefined: it was not there. */
  readonly live: LiveObject | undefined;
}

type Connection = Pick<ApiConnection, 'config' | 'context' | 'send'>;

/**
 * The objects of a payload. Throws InvalidInput, with every problem, when it holds none, cannot be parsed or names a kind
 * that the cluster does not serve; ApiFailure.
 */
export async function resolvePayload(
  payload: string,
  connection: Connection,
  signal: AbortSignal,
): Promise<PayloadObject[]> {
  const written = parseManifest(payload, 'payload');
  if (written.length === 0) throw new InvalidInput('the payload holds no object');
  const objects: PayloadObject[] = [];
  const problems: Problem[] = [];
  for (const each of written) {
    const object = await resolveObject(each, connection, signal);
    if ('message' in object) problems.push(object);
    else objects.push(object);
  }
  if (problems.length > 0) throw new InvalidInput(problems.map(formatProblem).join('; '));
  return objects;
}

async function resolveObject(
  { object, at }: ManifestObject,
  connection: Connection,
  signal: AbortSignal,
): Promise<PayloadObject | Problem> {
  const { apiVersion = '', kind = '', metadata } = object;
  const { name = '' } = metadata ?? {};
  const resource = await findResourceOfKind(connection, apiVersion, kind, signal);
  if (!resource) return { at, message: `the cluster does not know the kind ${kind} of ${apiVersion} (${name})` };
  const ofContext = connection.config.getContextObject(connection.context)?.namespace;
  const namespace = resource.namespaced ? (metadata?.namespace ?? ofContext ?? 'default') : undefined;
  const manifest = { ...object, metadata: { ...metadata, namespace } };
  return { manifest, label: describeObject(manifest), path: resourcePath(resource, namespace, name), namespace };
}

/** Looks at objects as they are now, each once. Throws ApiFailure. */
export async function lookAt(
  objects: readonly PayloadObject[],
  connection: Pick<ApiConnection, 'send'>,
  signal: AbortSignal,
): Promise<SeenObject[]> {
  return await Promise.all(
    objects.map(async ({ manifest, label, path, namespace }) => {
      const live = await readJson<LiveObject>(connection, { path, asking: label, signal }).catch(error => {
        if (isNotFound(error)) return undefined;
        throw error;
      });
      return { manifest, label, path, namespace, live };
    }),
  );
}
