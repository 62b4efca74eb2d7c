import type { AnyObject } from '../cluster-api.ts';
import { duplicate, type FieldError, forbidden, invalid, notSupported, required } from '../status/index.ts';
import { validateContainers, validateInitContainers } from './container.ts';
import { validateLabels } from './metadata.ts';
import { isDnsLabel, isDnsSubdomain } from './names.ts';
import { validateScheduling } from './scheduling.ts';

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never'];
const DNS_POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
const LONGEST_SECONDS = 2_147_483_647;
/** Attributes of a volume that are no source of it. */
const VOLUME_ATTRIBUTES = ['name'];

/** A pod's spec, in a pod and in a template alike (kubernetes, apis/core/validation/validation.go ValidatePodSpec). */
export function validatePodSpec(spec: AnyObject = {}, field: string): FieldError[] {
  const volumes: AnyObject[] = spec.volumes ?? [];
  const names = new Set<string>(volumes.map(volume => volume.name));
  const containers: AnyObject[] = spec.containers ?? [];
  const init: AnyObject[] = spec.initContainers ?? [];
  const taken = new Set<string>();
  return [
    ...validateVolumes(volumes, `${field}.volumes`),
    ...(containers.length === 0
      ? [required(`${field}.containers`)]
      : validateContainers(containers, `${field}.containers`, names, taken)),
    ...validateContainers(init, `${field}.initContainers`, names, taken),
    ...validateInitContainers(init, `${field}.initContainers`),
    ...oneOf(spec.restartPolicy, RESTART_POLICIES, `${field}.restartPolicy`),
    ...oneOf(spec.dnsPolicy, DNS_POLICIES, `${field}.dnsPolicy`),
    ...validateLabels(spec.nodeSelector, `${field}.nodeSelector`),
    ...nameOf(spec.serviceAccountName, `${field}.serviceAccountName`),
    ...nameOf(spec.nodeName, `${field}.nodeName`),
    ...(spec.activeDeadlineSeconds !== undefined &&
    (spec.activeDeadlineSeconds < 1 || spec.activeDeadlineSeconds > LONGEST_SECONDS)
      ? [
          invalid(
            `${field}.activeDeadlineSeconds`,
            spec.activeDeadlineSeconds,
            `must be between 1 and ${LONGEST_SECONDS}, inclusive`,
          ),
        ]
      : []),
    ...labelOf(spec.hostname, `${field}.hostname`),
    ...labelOf(spec.subdomain, `${field}.subdomain`),
    ...validateScheduling(spec, field),
  ];
}

function validateVolumes(volumes: readonly AnyObject[], field: string): FieldError[] {
  const names = new Set<string>();
  return volumes.flatMap((volume, index) => {
    const at = `${field}[${index}]`;
    const sources = Object.keys(volume).filter(name => !VOLUME_ATTRIBUTES.includes(name));
    const twice = volume.name && names.has(volume.name) ? [duplicate(`${at}.name`, volume.name)] : [];
    names.add(volume.name);
    return [
      ...(sources.length === 0 ? [required(at, 'must specify a volume type')] : []),
      ...sources.slice(1).map(name => forbidden(`${at}.${name}`, 'may not specify more than 1 volume type')),
      ...(volume.configMap && !volume.configMap.name ? [required(`${at}.configMap.name`)] : []),
      ...(volume.secret && !volume.secret.secretName ? [required(`${at}.secret.secretName`)] : []),
      ...(volume.hostPath && !volume.hostPath.path ? [required(`${at}.hostPath.path`)] : []),
      ...(volume.persistentVolumeClaim && !volume.persistentVolumeClaim.claimName
        ? [required(`${at}.persistentVolumeClaim.claimName`)]
        : []),
      ...(volume.name
        ? isDnsLabel(volume.name).map(detail => invalid(`${at}.name`, volume.name, detail))
        : [required(`${at}.name`)]),
      ...twice,
    ];
  });
}

function oneOf(value: string | undefined, supported: readonly string[], field: string): FieldError[] {
  if (!value) return [required(field)];
  return supported.includes(value) ? [] : [notSupported(field, value, supported)];
}

function nameOf(value: string | undefined, field: string): FieldError[] {
  return value ? isDnsSubdomain(value).map(detail => invalid(field, value, detail)) : [];
}

function labelOf(value: string | undefined, field: string): FieldError[] {
  return value ? isDnsLabel(value).map(detail => invalid(field, value, detail)) : [];
}
