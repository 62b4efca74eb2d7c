import type { V1Service, V1ServicePort } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../errors.ts';
import type { ServiceTarget } from '../scenario/suite.ts';
import type { ApiConnection } from './access.ts';
import { isNotFound } from './api-failure.ts';
import { readJson } from './connect.ts';

/** A Service that is there, and the one of its ports that is meant. */
export interface FoundService {
  readonly service: V1Service;
  readonly port: V1ServicePort;
}

/** A Service, or the port of it that is meant, is not there: a wrong name more often than a broken cluster. */
export class ServiceMissing extends InfrastructureFailure {}

/** Looks a Service up. Throws ServiceMissing, one sentence, when it or its port is not there; ApiFailure for the rest. */
export async function readService(
  connection: Pick<ApiConnection, 'send'>,
  target: Pick<ServiceTarget, 'name' | 'namespace' | 'port'>,
  signal?: AbortSignal,
): Promise<FoundService> {
  const label = `${target.namespace}/${target.name}`;
  let service: V1Service;
  try {
    service = await readJson<V1Service>(connection, {
      path: `/api/v1/namespaces/${encodeURIComponent(target.namespace)}/services/${encodeURIComponent(target.name)}`,
      asking: `Service ${label}`,
      signal,
    });
  } catch (error) {
    if (isNotFound(error)) throw new ServiceMissing(`there is no Service ${label}`, { cause: error });
    throw error;
  }
  const ports = service.spec?.ports ?? [];
  const port = ports.find(candidate => candidate.port === target.port);
  if (port) return { service, port };
  const there = ports.map(candidate => candidate.port).join(', ') || 'none';
  throw new ServiceMissing(`Service ${label} has no port ${target.port}; its ports: ${there}`);
}
