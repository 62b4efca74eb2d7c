import type { Draft, DraftMap } from '../draft/draft.ts';
import type { HttpProbe, Scenario } from '../scenario/suite.ts';

/** The requests of a policy's probe steps as probes of a steady state, each once. One that changes something is not sent over and over. */
export function watchRequests(steps: Scenario['steps']): Draft[] {
  const probes = steps.flatMap(step => {
    if (step.kind !== 'probeHTTP' || !['get', 'head'].includes(step.probe.method)) return [];
    return [{ name: nameOf(step.probe), probeHTTP: requestOf(step.probe), tolerance: { success: '>= 99%' } }];
  });
  return [...new Map(probes.map(probe => [JSON.stringify(probe.probeHTTP), probe])).values()];
}

/** As it would be written: what is the default stays away. */
function requestOf(probe: HttpProbe): DraftMap {
  const { target, endpoint, method, headers, code, timeoutMs, insecure, proxy, bodyContains, bodyMatches } = probe;
  const expects = bodyContains !== undefined || bodyMatches !== undefined;
  return {
    target: 'service' in target ? { service: serviceOf(target.service) } : { url: target.url },
    endpoint,
    method: method === 'get' ? undefined : method,
    headers: headers.length > 0 ? headers.map(header => ({ ...header })) : undefined,
    code: code === 200 ? undefined : code,
    expect: expects ? { bodyContains, bodyMatches } : undefined,
    every: '100ms',
    timeout: timeoutMs,
    insecure: insecure || undefined,
    proxy,
  };
}

function serviceOf({
  protocol,
  ...service
}: {
  name: string;
  namespace: string;
  port: number;
  protocol: string;
}): DraftMap {
  return { ...service, ...(protocol !== 'http' && { protocol }) };
}

function nameOf({ target, endpoint }: HttpProbe): string {
  const who = 'service' in target ? target.service.name : new URL(target.url).host;
  return `${who} answers ${endpoint}`.slice(0, 80);
}
