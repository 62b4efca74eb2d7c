import { InfrastructureFailure, InvalidInput, messageOf } from './errors.ts';
import type { TimelineAnnotation } from './report/timeline-annotations.ts';

const timeoutMs = 10_000;
/** More than a run has; Grafana's own default is 100. */
const maxKnown = 5000;

/** Where a Grafana is, and the token of a service account that may write annotations. */
export interface Grafana {
  readonly url: string;
  readonly token: string;
}

/** Reads where a Grafana is. Throws InvalidInput for an address that is none, or without a token; the token is never shown. */
export function readGrafana(url: string, token: string | undefined): Grafana {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '')
    throw new InvalidInput(
      '--grafana-url: expected an address such as https://grafana.example, without a user and a password',
    );
  if (!token) throw new InvalidInput('--grafana-url: expected the token of a service account in GRAFANA_TOKEN');
  return { url: parsed.href.replace(/\/+$/, ''), token };
}

/**
 * Puts annotations into a Grafana by its HTTP API (POST /api/annotations,
 * https://grafana.com/docs/grafana/latest/developers/http_api/annotations/), each once: those of the same run that are there
 * already are left alone. Returns how many are new. Throws InfrastructureFailure for what Grafana does not take.
 */
export async function putAnnotations(grafana: Grafana, annotations: readonly TimelineAnnotation[]): Promise<number> {
  const [first] = annotations;
  if (!first) return 0;
  const known = new Set((await readKnown(grafana, first.tags.slice(0, 2))).map(identify));
  const missing = annotations.filter(annotation => !known.has(identify(annotation)));
  for (const annotation of missing) await request(grafana, '/api/annotations', { body: annotation });
  return missing.length;
}

async function readKnown(grafana: Grafana, tags: readonly string[]): Promise<TimelineAnnotation[]> {
  const query = new URLSearchParams({ limit: String(maxKnown) });
  for (const tag of tags) query.append('tags', tag);
  const found = await request(grafana, `/api/annotations?${query}`, {});
  if (!Array.isArray(found)) throw new InfrastructureFailure('Grafana: found an answer that is no list of annotations');
  return found as TimelineAnnotation[];
}

/** Two that say the same of the same moment are the same. */
function identify({ time, timeEnd, text }: TimelineAnnotation): string {
  return JSON.stringify([time, timeEnd, text]);
}

async function request(grafana: Grafana, path: string, { body }: { readonly body?: unknown }): Promise<unknown> {
  try {
    const response = await fetch(grafana.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${grafana.token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // A token must not follow to another place.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    if (!response.ok) throw new InfrastructureFailure(`${response.status} ${text.slice(0, 300)}`);
    return JSON.parse(text);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    throw new InfrastructureFailure(`Grafana at ${grafana.url}: ${messageOf(error)}${cause}`, { cause: error });
  }
}
