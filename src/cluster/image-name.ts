/** The whole name of an image, as a node's runtime keeps it: `shop:dev` is `docker.io/library/shop:dev`. Pure. */
export function nameOnNode(image: string): string {
  const [first = '', ...rest] = image.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const path = rest.length === 0 ? `library/${image}` : image;
  const whole = hasRegistry ? image : `docker.io/${path}`;
  return hasTagOrDigest(image) ? whole : `${whole}:latest`;
}

/** Does Kubernetes pull this image whenever a container starts, unless told otherwise (imagePullPolicy defaults to Always)? Pure. */
export function isPulledAlways(image: string): boolean {
  if (image.includes('@')) return false;
  return nameOnNode(image).endsWith(':latest');
}

function hasTagOrDigest(image: string): boolean {
  return image.includes('@') || image.lastIndexOf(':') > image.lastIndexOf('/');
}
