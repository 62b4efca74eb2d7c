import type { ResourceTypes } from '../../api/cluster-api.ts';

type Service = ResourceTypes['services'];

/**
 * The variables by which pods find Services (`WEB_SERVICE_HOST`, `WEB_PORT_80_TCP_ADDR`, …). The API server's own are
 * always there; those of the pod's namespace only with service links.
 */
export function serviceVariables(
  services: readonly Service[],
  namespace: string,
  links: boolean,
): Record<string, string> {
  const variables: Record<string, string> = {};
  const isMaster = (service: Service) =>
    service.metadata?.namespace === 'default' && service.metadata.name === 'kubernetes';
  const visible = services.filter(service => isMaster(service) || (links && service.metadata?.namespace === namespace));
  for (const service of visible) Object.assign(variables, variablesOf(service));
  return variables;
}

function variablesOf(service: Service): Record<string, string> {
  const address = service.spec?.clusterIP;
  const ports = service.spec?.ports ?? [];
  const first = ports[0];
  if (!address || address === 'None' || !first) return {};
  const prefix = variableName(service.metadata!.name!);
  const variables: Record<string, string> = {
    [`${prefix}_SERVICE_HOST`]: address,
    [`${prefix}_SERVICE_PORT`]: String(first.port),
  };
  for (const port of ports)
    if (port.name) variables[`${prefix}_SERVICE_PORT_${variableName(port.name)}`] = String(port.port);
  for (const [index, port] of ports.entries()) {
    const protocol = port.protocol ?? 'TCP';
    const url = `${protocol.toLowerCase()}://${address}:${port.port}`;
    const portPrefix = `${prefix}_PORT_${port.port}_${protocol}`;
    if (index === 0) variables[`${prefix}_PORT`] = url;
    variables[portPrefix] = url;
    variables[`${portPrefix}_PROTO`] = protocol.toLowerCase();
    variables[`${portPrefix}_PORT`] = String(port.port);
    variables[`${portPrefix}_ADDR`] = address;
  }
  return variables;
}

function variableName(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
