import type { AnyObject } from '../cluster-api.ts';
import { duplicate, type FieldError, forbidden, invalid, notFound, notSupported, required } from '../status/index.ts';
import { isConfigKey, isDnsLabel, isPortName } from './names.ts';
import { validatePort } from './numbers.ts';
import { validateProbes } from './probe.ts';
import { validateResources } from './quantities.ts';

const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];
const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];
const DOWNWARD_FIELDS =
  /^(metadata\.(name|namespace|uid)|metadata\.(labels|annotations)\['.+'\]|spec\.(nodeName|serviceAccountName)|status\.(podIPs?|hostIPs?))$/;

/** Containers of one list. @param taken names that containers of other lists have */
export function validateContainers(
  containers: readonly AnyObject[],
  field: string,
  volumes: ReadonlySet<string>,
  taken = new Set<string>(),
): FieldError[] {
  return containers.flatMap((container, index) => {
    const at = `${field}[${index}]`;
    const { name, image } = container;
    const twice = name && taken.has(name) ? [duplicate(`${at}.name`, name)] : [];
    if (name) taken.add(name);
    return [
      ...(name ? isDnsLabel(name).map(detail => invalid(`${at}.name`, name, detail)) : [required(`${at}.name`)]),
      ...twice,
      ...(image ? validateImage(image, `${at}.image`) : [required(`${at}.image`)]),
      ...validateProbes(container, at),
      ...validatePorts(container.ports ?? [], `${at}.ports`),
      ...validateEnvironment(container.env ?? [], `${at}.env`),
      ...validateMounts(container.volumeMounts ?? [], `${at}.volumeMounts`, volumes),
      ...(container.imagePullPolicy !== undefined && !PULL_POLICIES.includes(container.imagePullPolicy)
        ? [notSupported(`${at}.imagePullPolicy`, container.imagePullPolicy, PULL_POLICIES)]
        : []),
      ...validateResources(container.resources, `${at}.resources`),
    ];
  });
}

function validateImage(image: string, field: string): FieldError[] {
  return image === image.trim() ? [] : [invalid(field, image, 'must not have leading or trailing whitespace')];
}

function validatePorts(ports: readonly AnyObject[], field: string): FieldError[] {
  const names = new Set<string>();
  return ports.flatMap((port, index) => {
    const at = `${field}[${index}]`;
    const twice = port.name && names.has(port.name) ? [duplicate(`${at}.name`, port.name)] : [];
    if (port.name) names.add(port.name);
    return [
      ...(port.name ? isPortName(port.name).map(detail => invalid(`${at}.name`, port.name, detail)) : []),
      ...twice,
      ...(port.containerPort
        ? validatePort(port.containerPort, `${at}.containerPort`)
        : [required(`${at}.containerPort`)]),
      ...(port.hostPort ? validatePort(port.hostPort, `${at}.hostPort`) : []),
      ...(PROTOCOLS.includes(port.protocol) ? [] : [notSupported(`${at}.protocol`, port.protocol, PROTOCOLS)]),
    ];
  });
}

function validateEnvironment(variables: readonly AnyObject[], field: string): FieldError[] {
  return variables.flatMap((variable, index) => {
    const at = `${field}[${index}]`;
    return [
      ...(variable.name ? validateVariableName(variable.name, `${at}.name`) : [required(`${at}.name`)]),
      ...(variable.valueFrom ? validateSource(variable, `${at}.valueFrom`) : []),
    ];
  });
}

function validateVariableName(name: string, field: string): FieldError[] {
  if (/^[ -<>-~]+$/.test(name)) return [];
  const detail = "a valid environment variable name must consist only of printable ASCII characters other than '='";
  return [invalid(field, name, detail)];
}

function validateSource({ value, valueFrom }: AnyObject, field: string): FieldError[] {
  const sources = Object.keys(valueFrom);
  const { fieldRef, configMapKeyRef, secretKeyRef } = valueFrom;
  const keys = Object.entries({ configMapKeyRef, secretKeyRef }).flatMap(([name, reference]) =>
    reference && !reference.key
      ? [required(`${field}.${name}.key`)]
      : reference
        ? isConfigKey(reference.key).map(detail => invalid(`${field}.${name}.key`, reference.key, detail))
        : [],
  );
  return [
    ...(sources.length === 0
      ? [invalid(field, '', 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`')]
      : []),
    ...(fieldRef ? validateFieldPath(fieldRef.fieldPath, `${field}.fieldRef.fieldPath`) : []),
    ...keys,
    ...(value ? [invalid(field, '', 'may not be specified when `value` is not empty')] : []),
    ...(sources.length > 1 ? [invalid(field, '', 'may not have more than one field specified at a time')] : []),
  ];
}

function validateFieldPath(path: string | undefined, field: string): FieldError[] {
  if (!path) return [required(field)];
  return DOWNWARD_FIELDS.test(path)
    ? []
    : [invalid(field, path, `error converting fieldPath: field label not supported: ${path}`)];
}

function validateMounts(mounts: readonly AnyObject[], field: string, volumes: ReadonlySet<string>): FieldError[] {
  const paths = new Set<string>();
  return mounts.flatMap((mount, index) => {
    const at = `${field}[${index}]`;
    const twice = paths.has(mount.mountPath) ? [invalid(`${at}.mountPath`, mount.mountPath, 'must be unique')] : [];
    paths.add(mount.mountPath);
    return [
      ...(mount.name
        ? volumes.has(mount.name)
          ? []
          : [notFound(`${at}.name`, mount.name)]
        : [required(`${at}.name`)]),
      ...(mount.mountPath ? [] : [required(`${at}.mountPath`)]),
      ...(mount.mountPath ? twice : []),
      ...(mount.subPath?.split('/').includes('..')
        ? [invalid(`${at}.subPath`, mount.subPath, "must not contain '..'")]
        : []),
    ];
  });
}

/** What only init containers have not. */
export function validateInitContainers(containers: readonly AnyObject[], field: string): FieldError[] {
  return containers.flatMap((container, index) => {
    if (container.restartPolicy === 'Always') return [];
    return ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']
      .filter(name => container[name])
      .map(name =>
        forbidden(`${field}[${index}].${name}`, 'may not be set for init containers without restartPolicy=Always'),
      );
  });
}
