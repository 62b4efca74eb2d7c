import type { V1Service } from '@kubernetes/client-node';
import { commented, type Draft, dismissed } from '../draft/draft.ts';
import type { Workload } from './landscape.ts';
import type { Manner } from './manner.ts';
import type { ServiceProbe } from './service-probe.ts';

/** A request or two may break while a pod goes; more, or for longer, is an outage. */
const answered = { success: '>= 95%', outage: '<= 2s' };

/** Fast enough for an outage of a second, slow enough for a busy machine of a build. */
const pace = '200ms';

/** The probe of a Service; a comment that says why, where it cannot be watched. */
export function watchService({ metadata }: V1Service, probe: ServiceProbe, { lenient, nameOf }: Manner): Draft {
  const name = `${nameOf(metadata)} answers`;
  if (probe.kind === 'none')
    return dismissed(undefined, [`Service ${metadata?.namespace}/${metadata?.name} is not watched: ${probe.why}.`]);
  const service = { name: metadata?.name ?? '', namespace: metadata?.namespace ?? '', port: probe.port };
  const tolerance = lenient ? { after: answered } : { tolerance: answered };
  if (probe.kind === 'tcp')
    return commented({ name, probeTCP: { target: { service }, every: pace }, ...tolerance }, [
      `Only that it takes connections: ${probe.why}. probeHTTP sees more.`,
    ]);
  const { endpoint, code, https, why } = probe;
  return commented(
    {
      name,
      probeHTTP: {
        target: { service: { ...service, ...(https && { protocol: 'https' }) } },
        endpoint,
        ...(code !== 200 && { code }),
        every: pace,
        timeout: '1s',
        ...(https && { insecure: true }),
      },
      ...tolerance,
    },
    [`${why.charAt(0).toUpperCase()}${why.slice(1)}. A page that your users ask for says more.`],
  );
}

/** All pods of a workload before and after the fault; with it, all but the one that goes. */
export function watchReplicas(workload: Workload, { lenient, nameOf }: Manner): Draft {
  const { kind, namespace, name, replicas, object } = workload;
  const resource = kind === 'Deployment' ? 'deployments' : 'statefulsets';
  const all = { value: `>= ${replicas}` };
  return {
    name: `all pods of ${nameOf(object.metadata)} are ready`,
    probeKubernetes: { resource, name, namespace, value: 'status.readyReplicas', every: '500ms' },
    ...(lenient ? { after: all } : { tolerance: all }),
    ...(replicas >= 2 && { during: { value: `>= ${replicas - 1}` } }),
  };
}
