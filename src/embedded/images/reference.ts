/** An image reference with Docker's defaults filled in. */
export interface ImageReference {
  /** `docker.io`, `ghcr.io`, `localhost:5000`. */
  readonly registry: string;
  /** `library/node`, `bloomberg/goldpinger`. */
  readonly repository: string;
  readonly tag: string;
}

/** Reads `node:24`, `docker.io/bloomberg/goldpinger:3.10.2`, `localhost:5000/shop@sha256:…`. */
export function parseReference(reference: string): ImageReference {
  const [name = '', digest] = reference.split('@');
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const hasRegistry = first.includes('.') || first.includes(':') || first === 'localhost';
  const registry = hasRegistry ? first : 'docker.io';
  const path = hasRegistry ? name.slice(slash + 1) : name;
  const colon = path.lastIndexOf(':');
  const repository = colon < 0 ? path : path.slice(0, colon);
  return {
    registry: registry === 'index.docker.io' ? 'docker.io' : registry,
    repository: registry === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository,
    tag: digest ?? (colon < 0 ? 'latest' : path.slice(colon + 1)),
  };
}

/** The same for every spelling of the same image. */
export function canonicalName({ registry, repository, tag }: ImageReference): string {
  return `${registry}/${repository}:${tag}`;
}

/** Docker's official Node image, at any tag, from Docker Hub or its public mirror. */
export function isNodeImage({ registry, repository }: ImageReference): boolean {
  return (registry === 'docker.io' || registry === 'mirror.gcr.io') && repository === 'library/node';
}

export function isGoldpingerImage({ registry, repository }: ImageReference): boolean {
  return (registry === 'docker.io' || registry === 'mirror.gcr.io') && repository === 'bloomberg/goldpinger';
}
