/** An image reference with Docker's defaults filled in (docs.docker.com/reference/cli/docker/image/tag). */
export interface ImageReference {
  /** `docker.io`, `ghcr.io`, `localhost:5000`. */
  readonly registry: string;
  /** `library/node`, `bloomberg/goldpinger`. */
  readonly repository: string;
  readonly tag: string;
}

/** Reads `node:24`, `ghcr.io/owner/shop:1.2`, `localhost:5000/shop@sha256:…`. */
export function readImageReference(image: string): ImageReference {
  const [name = '', digest] = image.split('@');
  const [first = '', ...rest] = name.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const path = hasRegistry ? rest.join('/') : name;
  const colon = path.lastIndexOf(':');
  const registry = hasRegistry && first !== 'index.docker.io' ? first : 'docker.io';
  const repository = colon < 0 ? path : path.slice(0, colon);
  return {
    registry,
    repository: registry === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository,
    tag: digest ?? (colon < 0 ? 'latest' : path.slice(colon + 1)),
  };
}
