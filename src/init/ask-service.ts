import type { V1Service } from '@kubernetes/client-node';
import type { ApiConnection } from '../kubernetes/access.ts';
import type { Landscape } from './landscape.ts';
import { checkOf, containersOf, probeOfManifests, type ServiceProbe } from './service-probe.ts';

const askTimeoutMs = 5_000;

/**
 * How a Service of a live cluster can be watched: what its objects tell, and what it answers when it is asked through the
 * API server, which changes nothing in the cluster. Throws what the signal aborts with.
 */
export async function probeOfCluster(
  connection: ApiConnection,
  service: V1Service,
  landscape: Landscape,
  signal: AbortSignal,
): Promise<ServiceProbe> {
  const told = probeOfManifests(service, landscape);
  if (told.kind === 'none') return told;
  const port = service.spec?.ports?.find(each => each.port === told.port);
  const check = port && checkOf(containersOf(service, landscape), port);
  const https = check?.https ?? port?.appProtocol === 'https';
  const answers: { readonly endpoint: string; readonly code: number }[] = [];
  for (const endpoint of new Set(['/', check?.endpoint ?? '/'])) {
    const code = await askPath(connection, service, { port: told.port, https, endpoint }, signal);
    if (code !== undefined) answers.push({ endpoint, code });
  }
  // An answer with another status than 200 can be watched as well; a failing one is no steady state.
  const best = answers.find(({ code }) => code === 200) ?? answers.find(({ code }) => code < 500);
  if (best) return { kind: 'http', port: told.port, https, ...best, why: `it was asked, and answered ${best.code}` };
  return told.kind === 'http' ? told : { ...told, why: 'it was asked, and does not answer as HTTP' };
}

/** The status of the app's own answer; undefined when there is none. */
async function askPath(
  connection: ApiConnection,
  { metadata }: V1Service,
  { port, https, endpoint }: { readonly port: number; readonly https: boolean; readonly endpoint: string },
  signal: AbortSignal,
): Promise<number | undefined> {
  const name = `${https ? 'https:' : ''}${metadata?.name}:${port}`;
  try {
    const { status, body } = await connection.send({
      path: `/api/v1/namespaces/${encodeURIComponent(metadata?.namespace ?? '')}/services/${encodeURIComponent(name)}/proxy${endpoint}`,
      asking: `Service ${metadata?.namespace}/${metadata?.name}`,
      signal,
      timeoutMs: askTimeoutMs,
    });
    return isOfApiServer(body) ? undefined : status;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

/** The API server's own words: it may not, or nothing behind the Service speaks HTTP. */
function isOfApiServer(body: string): boolean {
  return /^\s*\{\s*"kind"\s*:\s*"Status"/.test(body);
}
