import type { V1Container, V1PodSpec } from '@kubernetes/client-node';
import type { ManifestObject } from '../kubernetes/manifest.ts';
import type { App } from '../scenario/suite.ts';
import { isPulledAlways, nameOnNode } from './image-name.ts';

/**
 * What to say of an app whose containers would pull an image from a registry although it is loaded onto the nodes, where it
 * may exist nowhere else. Pure.
 */
export function pullWarnings(objects: readonly ManifestObject[], images: App['images']): string[] {
  const loaded = new Set(images.map(({ image }) => nameOnNode(image)));
  const warnings = objects.flatMap(({ object, at }) =>
    containersOf(object).flatMap(({ name, image = '', imagePullPolicy }) => {
      if (!loaded.has(nameOnNode(image))) return [];
      const why =
        imagePullPolicy === 'Always'
          ? 'imagePullPolicy: Always'
          : imagePullPolicy === undefined && isPulledAlways(image)
            ? 'the tag latest and no imagePullPolicy'
            : undefined;
      return why === undefined
        ? []
        : [
            `${at.file}:${at.line}:${at.column}: container ${name} has ${why}: Kubernetes pulls ${image} from a registry, not the one that is loaded onto the nodes; use imagePullPolicy: IfNotPresent`,
          ];
    }),
  );
  return [...new Set(warnings)];
}

/** Containers of a pod, or of what makes pods. */
function containersOf(object: object): V1Container[] {
  const { spec = {} } = object as { spec?: Record<string, unknown> };
  const job = spec.jobTemplate as { spec?: Record<string, unknown> } | undefined;
  const template = (job?.spec ?? spec).template as { spec?: V1PodSpec } | undefined;
  const pod = template?.spec ?? (spec as unknown as V1PodSpec);
  return [pod.initContainers, pod.containers].flatMap(each => (Array.isArray(each) ? each : []));
}
