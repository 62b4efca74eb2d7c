import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { expand } from '../environment/expansion.ts';
import type { PathMapping } from '../image-store.ts';
import type { Container } from '../pod/restart-policy.ts';
import { writeFilesAtomically } from './atomic-files.ts';
import { needsServiceAccountVolume, SERVICE_ACCOUNT_PATH, serviceAccountVolume } from './service-account-volume.ts';
import { type Volume, type VolumeSurroundings, volumeFiles, volumeReferences } from './volume-source.ts';

/** The volumes of one pod as folders of the host. */
export interface PodVolumes {
  /** Where the mounts of a container are; variables expand in `subPathExpr`. Throws for a mount that cannot be mapped. */
  mappings(container: Container, variables: Readonly<Record<string, string>>): PathMapping[];
  /** Ends the following of ConfigMaps and Secrets. */
  dispose(): void;
}

/** Mounting over these would hide the host's own programs, or nothing at all. */
const UNMAPPABLE = new Set([
  '/',
  '/bin',
  '/dev',
  '/lib',
  '/lib64',
  '/proc',
  '/sbin',
  '/sys',
  '/usr',
  '/usr/bin',
  '/usr/lib',
  '/usr/local',
  '/usr/local/bin',
]);

/** A volume of a pod that cannot be mounted (yet). The message is what kubelet's FailedMount event says. */
export class MountFailure extends Error {
  override readonly name = 'MountFailure';
}

/**
 * Makes the folders of all volumes of a pod and keeps those that come from the API up to date.
 * @throws MountFailure for the first one that cannot be made; nothing is followed then.
 */
export function mountVolumes(
  directory: string,
  surroundings: VolumeSurroundings,
  onError: (error: unknown, where: string) => void,
): PodVolumes {
  const { api, pod } = surroundings;
  const { spec, metadata } = pod;
  const own = spec!.volumes ?? [];
  const containers = [...(spec!.initContainers ?? []), ...spec!.containers];
  const implicit = containers.some(container => needsServiceAccountVolume(spec!, container));
  const volumes = implicit ? [...own, serviceAccountVolume] : own;
  for (const volume of volumes) write(volume);

  const unwatch = [
    follow(
      'configmaps',
      volumes.filter(volume => volumeReferences(volume).configMaps.length > 0),
    ),
    follow(
      'secrets',
      volumes.filter(volume => volumeReferences(volume).secrets.length > 0),
    ),
  ];

  function write(volume: Volume): void {
    try {
      const files = volumeFiles(volume, surroundings);
      if (files) writeFilesAtomically(join(directory, volume.name), files);
      else mkdirSync(join(directory, volume.name), { recursive: true });
    } catch (error) {
      throw new MountFailure(`MountVolume.SetUp failed for volume "${volume.name}" : ${(error as Error).message}`);
    }
  }

  function follow(resource: 'configmaps' | 'secrets', followers: readonly Volume[]): () => void {
    if (followers.length === 0) return () => {};
    const kind = resource === 'configmaps' ? 'configMaps' : 'secrets';
    const versions = new Map<string, string | undefined>(
      api
        .list(resource, { namespace: metadata!.namespace })
        .map(object => [object.metadata!.name!, object.metadata!.resourceVersion]),
    );
    return api.watch(resource, ({ type, object }) => {
      const { name, namespace, resourceVersion } = object.metadata!;
      if (type === 'DELETED' || namespace !== metadata!.namespace || versions.get(name!) === resourceVersion) return;
      versions.set(name!, resourceVersion);
      for (const volume of followers) {
        if (!volumeReferences(volume)[kind].includes(name!)) continue;
        try {
          write(volume);
        } catch (error) {
          // The files stay what they were, as on a real node.
          onError(error, `volume of pod ${namespace}/${metadata!.name}`);
        }
      }
    });
  }

  return {
    mappings(container, variables) {
      const mounts = (container.volumeMounts ?? []).map(mount => {
        const path = mount.mountPath.replace(/(?<=.)\/+$/, '');
        if (UNMAPPABLE.has(path))
          throw new Error(`the embedded cluster cannot mount over ${path}; run this on kind (--cluster kind)`);
        const subPath = mount.subPathExpr ? expand(mount.subPathExpr, name => variables[name]) : mount.subPath;
        return { from: path, to: mountedPath(join(directory, mount.name), subPath) };
      });
      if (container.volumeDevices?.length)
        throw new Error('the embedded cluster has no block devices; run this on kind (--cluster kind)');
      return needsServiceAccountVolume(spec!, container)
        ? [...mounts, { from: SERVICE_ACCOUNT_PATH, to: join(directory, serviceAccountVolume.name) }]
        : mounts;
    },
    dispose() {
      for (const stop of unwatch) stop();
    },
  };
}

/** A part of a volume is bound once, when the container starts: later changes of its source do not reach it. */
function mountedPath(volume: string, subPath: string | undefined): string {
  if (!subPath) return volume;
  const path = join(volume, subPath);
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(path, { recursive: true });
    return path;
  }
}
