import type { ClusterApi } from '../../api/cluster-api.ts';
import type { ServiceAccountCredentials } from '../context.ts';
import { fieldValue, type PodPlace, resourceValue } from '../environment/field-reference.ts';
import type { Pod, PodSpec } from '../pod/restart-policy.ts';
import type { VolumeFiles } from './atomic-files.ts';

export type Volume = NonNullable<PodSpec['volumes']>[number];
type Items = NonNullable<NonNullable<Volume['configMap']>['items']>;
type DownwardItems = NonNullable<NonNullable<Volume['downwardAPI']>['items']>;

export interface VolumeSurroundings {
  readonly api: ClusterApi;
  readonly credentials: ServiceAccountCredentials;
  readonly pod: Pod;
  readonly place: PodPlace;
}

const DEFAULT_MODE = 0o644;
const DEFAULT_TOKEN_SECONDS = 3600;

/**
 * The files of a volume that comes from the API; undefined for one that the container itself fills (emptyDir).
 * Throws what kubelet says when a source is not there, and for kinds of volumes that only a real machine has.
 */
export function volumeFiles(volume: Volume, surroundings: VolumeSurroundings): VolumeFiles | undefined {
  if (volume.emptyDir) return undefined;
  const { configMap, secret, downwardAPI, projected } = volume;
  if (configMap) return new Map(configMapFiles(surroundings, configMap, configMap.defaultMode));
  if (secret) return new Map(secretFiles(surroundings, { ...secret, name: secret.secretName }, secret.defaultMode));
  if (downwardAPI) return new Map(downwardFiles(surroundings, downwardAPI.items, downwardAPI.defaultMode));
  if (projected)
    return new Map(
      (projected.sources ?? []).flatMap(source => {
        const mode = projected.defaultMode;
        if (source.configMap) return configMapFiles(surroundings, source.configMap, mode);
        if (source.secret) return secretFiles(surroundings, source.secret, mode);
        if (source.downwardAPI) return downwardFiles(surroundings, source.downwardAPI.items, mode);
        if (source.serviceAccountToken) return tokenFiles(surroundings, source.serviceAccountToken, mode);
        throw unsupported(Object.keys(source)[0] ?? 'projected');
      }),
    );
  throw unsupported(Object.keys(volume).find(key => key !== 'name') ?? 'unknown');
}

/** Kinds of API objects that a volume follows, for those that change when their source does. */
export function volumeReferences(volume: Volume): { configMaps: string[]; secrets: string[] } {
  const sources = [volume, ...(volume.projected?.sources ?? [])];
  const secretName = (source: { secret?: { name?: string; secretName?: string } }) =>
    source.secret?.secretName ?? source.secret?.name;
  return {
    configMaps: sources.flatMap(source => source.configMap?.name ?? []),
    secrets: sources.flatMap(source => secretName(source as { secret?: { name?: string } }) ?? []),
  };
}

type Files = [path: string, file: { content: string | Buffer; mode: number }][];
interface KeyedSource {
  name?: string;
  items?: Items;
  optional?: boolean;
}

function configMapFiles({ api, pod }: VolumeSurroundings, source: KeyedSource, mode?: number): Files {
  const configMap = api.get('configmaps', pod.metadata!.namespace, source.name ?? '');
  if (!configMap && !source.optional) throw new Error(`configmap "${source.name}" not found`);
  const data = new Map<string, Buffer>();
  for (const [key, text] of Object.entries(configMap?.data ?? {})) data.set(key, Buffer.from(text));
  for (const [key, text] of Object.entries(configMap?.binaryData ?? {})) data.set(key, Buffer.from(text, 'base64'));
  return selectItems(data, source, mode, 'configmap');
}

function secretFiles({ api, pod }: VolumeSurroundings, source: KeyedSource, mode?: number): Files {
  const secret = api.get('secrets', pod.metadata!.namespace, source.name ?? '');
  if (!secret && !source.optional) throw new Error(`secret "${source.name}" not found`);
  const data = new Map(Object.entries(secret?.data ?? {}).map(([key, text]) => [key, Buffer.from(text, 'base64')]));
  return selectItems(data, source, mode, 'secret');
}

function selectItems(
  data: ReadonlyMap<string, Buffer>,
  { items, optional }: KeyedSource,
  mode = DEFAULT_MODE,
  kind: 'configmap' | 'secret',
): Files {
  if (!items) return [...data].map(([key, content]) => [key, { content, mode }]);
  return items.flatMap(item => {
    const content = data.get(item.key);
    if (content) return [[item.path, { content, mode: item.mode ?? mode }] satisfies Files[number]];
    if (optional) return [];
    throw new Error(`references non-existent ${kind} key: ${item.key}`);
  });
}

function downwardFiles({ pod, place }: VolumeSurroundings, items: DownwardItems = [], mode = DEFAULT_MODE): Files {
  return items.map(item => {
    const { containerName, resource = '', divisor } = item.resourceFieldRef ?? {};
    const containers = [...pod.spec!.containers, ...(pod.spec!.initContainers ?? [])];
    const container = containers.find(({ name }) => name === containerName) ?? containers[0]!;
    const content = item.fieldRef
      ? fieldValue(pod, item.fieldRef.fieldPath, place)
      : resourceValue(container, resource, divisor === '0' ? undefined : divisor);
    return [item.path, { content, mode: item.mode ?? mode }];
  });
}

function tokenFiles(
  { credentials, pod }: VolumeSurroundings,
  source: { path: string; audience?: string; expirationSeconds?: number },
  mode = DEFAULT_MODE,
): Files {
  const { namespace, name, uid } = pod.metadata!;
  const token = credentials.issueToken({
    namespace: namespace!,
    serviceAccount: pod.spec?.serviceAccountName ?? 'default',
    audience: source.audience,
    expirationSeconds: source.expirationSeconds ?? DEFAULT_TOKEN_SECONDS,
    pod: { name: name!, uid: uid! },
  });
  return [[source.path, { content: token, mode }]];
}

function unsupported(kind: string): Error {
  return new Error(`the embedded cluster has no ${kind} volumes; run this on kind (--cluster kind)`);
}
