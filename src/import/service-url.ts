import type { DraftMap } from '../draft/draft.ts';

/** A URL taken apart as our probes want it: a Service of the cluster by name where the host is one, and the path. */
export interface RequestTarget {
  readonly target: DraftMap;
  readonly endpoint: string;
}

/** Reads a URL; undefined when it is none that can be asked. `localhost` and the like stay what they are. */
export function targetOfUrl(text: string): RequestTarget | undefined {
  if (!/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  // Credentials belong into no file.
  if (url.username !== '' || url.password !== '') return undefined;
  const endpoint = `${url.pathname}${url.search}`;
  const protocol = url.protocol === 'https:' ? 'https' : 'http';
  const service = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(\.cluster\.local)?\.?$/.exec(url.hostname);
  if (!service) return { target: { url: `${url.protocol}//${url.host}` }, endpoint };
  const [, name = '', namespace = ''] = service;
  const port = Number(url.port) || (protocol === 'https' ? 443 : 80);
  return { target: { service: { name, namespace, port, ...(protocol === 'https' && { protocol }) } }, endpoint };
}
