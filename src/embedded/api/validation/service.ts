import { isIP } from 'node:net';
import type { AnyObject } from '../cluster-api.ts';
import { duplicate, type FieldError, forbidden, invalid, notSupported, required } from '../status/index.ts';
import { validateLabels } from './metadata.ts';
import { isDnsLabel, isDnsSubdomain } from './names.ts';
import { validatePort, validatePortOrName } from './numbers.ts';

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const AFFINITIES = ['ClientIP', 'None'];
const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];
const HEADLESS = 'None';

/** A Service (kubernetes, apis/core/validation/validation.go ValidateService). */
export function validateService({ spec = {} }: AnyObject): FieldError[] {
  const ports: AnyObject[] = spec.ports ?? [];
  const needsPorts = spec.type !== 'ExternalName' && spec.clusterIP !== HEADLESS;
  return [
    ...(needsPorts && ports.length === 0 ? [required('spec.ports')] : []),
    ...(spec.type === 'ExternalName' ? validateExternalName(spec) : []),
    ...validatePorts(ports, spec.clusterIP === HEADLESS),
    ...validateLabels(spec.selector, 'spec.selector'),
    ...(AFFINITIES.includes(spec.sessionAffinity)
      ? []
      : [notSupported('spec.sessionAffinity', spec.sessionAffinity, AFFINITIES)]),
    ...validateAddress(spec),
    ...(TYPES.includes(spec.type) ? [] : [notSupported('spec.type', spec.type, TYPES)]),
  ];
}

function validateExternalName({ externalName }: AnyObject): FieldError[] {
  if (!externalName) return [required('spec.externalName')];
  return isDnsSubdomain(externalName.replace(/\.$/, '')).map(detail =>
    invalid('spec.externalName', externalName, detail),
  );
}

function validatePorts(ports: readonly AnyObject[], isHeadless: boolean): FieldError[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  const each = ports.flatMap((port, index) => {
    const field = `spec.ports[${index}]`;
    const twice = port.name && names.has(port.name) ? [duplicate(`${field}.name`, port.name)] : [];
    names.add(port.name);
    return [
      ...(port.name
        ? isDnsLabel(port.name).map(detail => invalid(`${field}.name`, port.name, detail))
        : ports.length > 1
          ? [required(`${field}.name`)]
          : []),
      ...twice,
      ...validatePort(port.port, `${field}.port`),
      ...(PROTOCOLS.includes(port.protocol) ? [] : [notSupported(`${field}.protocol`, port.protocol, PROTOCOLS)]),
      ...validatePortOrName(port.targetPort, `${field}.targetPort`),
      ...(isHeadless && port.nodePort
        ? [forbidden(`${field}.nodePort`, "may not be used when `type` is 'ClusterIP'")]
        : []),
    ];
  });
  const repeated = ports.flatMap((port, index) => {
    const key = `${port.protocol}/${port.port}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      duplicate(`spec.ports[${index}]`, {
        Name: '',
        Protocol: port.protocol,
        AppProtocol: null,
        Port: port.port,
        TargetPort: 0,
        NodePort: 0,
      }),
    ];
  });
  return [...each, ...repeated];
}

function validateAddress({ type, clusterIP, clusterIPs }: AnyObject): FieldError[] {
  if (!clusterIP || clusterIP === HEADLESS) {
    if (clusterIP === HEADLESS && type !== 'ClusterIP')
      return [invalid('spec.clusterIPs[0]', clusterIP, `may not be set to 'None' for ${type} services`)];
    return [];
  }
  if (type === 'ExternalName') return [forbidden('spec.clusterIPs', 'may not be set when `type` is `ExternalName`')];
  const address = clusterIPs?.[0] ?? clusterIP;
  return isIP(address)
    ? []
    : [invalid('spec.clusterIPs[0]', address, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')];
}
