import type { App, ProviderName } from '../../suite.ts';
import { type Finding, finding } from '../finding.ts';
import { type ImageReference, readImageReference } from './image-reference.ts';
import { officialImages } from './official-images.ts';
import type { Workload } from './workload.ts';

/** Images of the app's pods that a cluster of this provider cannot have, as far as the reference tells. */
export function imageFindings(app: App, provider: ProviderName, workloads: readonly Workload[]): Finding[] {
  // The embedded cluster has no images of this machine to load; it only builds.
  const usable = app.images.filter(({ build }) => provider !== 'embedded' || build !== undefined);
  const provided = new Set(usable.map(({ image }) => nameOf(readImageReference(image))));
  return workloads.flatMap(({ containers, at }) => {
    const images = new Map(containers.map(each => [each.image, each.pullPolicy]));
    return [...images].flatMap(([image, pullPolicy]) => {
      const reference = readImageReference(image);
      const why = provided.has(nameOf(reference)) ? undefined : missing(reference, provider, pullPolicy);
      return why ? [finding('image-not-available', at, `the image ${image} ${why}`)] : [];
    });
  });
}

function nameOf({ registry, repository, tag }: ImageReference): string {
  return `${registry}/${repository}:${tag}`;
}

const standIns: ReadonlySet<string> = new Set(['library/node', 'bloomberg/goldpinger']);
const hubs: ReadonlySet<string> = new Set(['docker.io', 'mirror.gcr.io']);

function missing(
  { registry, repository, tag }: ImageReference,
  provider: ProviderName,
  pullPolicy: string | undefined,
): string | undefined {
  if (provider === 'embedded') {
    if (hubs.has(registry) && standIns.has(repository)) return undefined;
    return 'does not run on the embedded cluster: it has node:* images, those that `app.images` builds, and a stand-in for bloomberg/goldpinger';
  }
  if (provider === 'existing') return undefined;
  if (pullPolicy === 'Never') return 'is never pulled, and `app.images` does not put it onto the nodes';
  const [owner, name = ''] = repository.split('/');
  const isKnown = registry !== 'docker.io' || owner !== 'library' || officialImages.has(name);
  // A name that is not known, with a version or `latest`, may be a new one of Docker Hub's.
  if (isKnown || /\d|^latest$/.test(tag)) return undefined;
  return `would be pulled as docker.io/${repository}:${tag}, and \`app.images\` does not put it onto the nodes`;
}
