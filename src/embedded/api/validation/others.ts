import { isIP } from 'node:net';
import { parseQuantity } from '../../quantity.ts';
import type { AnyObject } from '../cluster-api.ts';
import { type FieldError, invalid, notSupported, required } from '../status/index.ts';
import { isConfigKey } from './names.ts';
import { validateCountOrShare } from './numbers.ts';
import { validateSelector } from './selector.ts';

const SUBJECTS = ['ServiceAccount', 'User', 'Group'];

export function validateConfigMap({ data = {}, binaryData = {} }: AnyObject): FieldError[] {
  return [
    ...Object.keys(data).flatMap(key => [
      ...isConfigKey(key).map(detail => invalid(`data[${key}]`, key, detail)),
      ...(key in binaryData ? [invalid(`data[${key}]`, key, 'duplicate of key present in binaryData')] : []),
    ]),
    ...Object.keys(binaryData).flatMap(key =>
      isConfigKey(key).map(detail => invalid(`binaryData[${key}]`, key, detail)),
    ),
  ];
}

/** Keys that a Secret of a type must have. */
const SECRET_KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};
/** Needs one of its two keys. */
const BASIC_AUTH = 'kubernetes.io/basic-auth';
const ACCOUNT_ANNOTATION = 'kubernetes.io/service-account.name';

export function validateSecret({ type, data = {}, metadata }: AnyObject): FieldError[] {
  const isBare = type === BASIC_AUTH && !('username' in data) && !('password' in data);
  const needed = isBare ? ['username', 'password'] : (SECRET_KEYS[type ?? ''] ?? []);
  const missing = needed.filter(key => !(key in data)).map(key => required(`data[${key}]`));
  const account =
    type === 'kubernetes.io/service-account-token' && !metadata!.annotations?.[ACCOUNT_ANNOTATION]
      ? [required(`metadata.annotations[${ACCOUNT_ANNOTATION}]`)]
      : [];
  const keys = Object.keys(data).flatMap(key => isConfigKey(key).map(detail => invalid(`data[${key}]`, key, detail)));
  return [...keys, ...missing, ...account];
}

export function validateBudget({ spec = {} }: AnyObject): FieldError[] {
  const { minAvailable, maxUnavailable, selector } = spec;
  const internal = {
    MinAvailable: minAvailable ?? null,
    Selector: selector ?? null,
    MaxUnavailable: maxUnavailable ?? null,
    UnhealthyPodEvictionPolicy: spec.unhealthyPodEvictionPolicy ?? null,
  };
  return [
    ...(minAvailable !== undefined && maxUnavailable !== undefined
      ? [invalid('spec', internal, 'minAvailable and maxUnavailable cannot be both set')]
      : []),
    ...validateCountOrShare(minAvailable, 'spec.minAvailable'),
    ...validateCountOrShare(maxUnavailable, 'spec.maxUnavailable'),
    ...(selector ? validateSelector(selector, 'spec.selector') : []),
  ];
}

export function validateRole({ rules = [] }: AnyObject): FieldError[] {
  return (rules ?? []).flatMap((rule: AnyObject, index: number) => {
    const field = `rules[${index}]`;
    return [
      ...(rule.verbs?.length ? [] : [required(`${field}.verbs`, 'verbs must contain at least one value')]),
      ...(rule.nonResourceURLs?.length
        ? []
        : [
            ...(rule.apiGroups?.length
              ? []
              : [required(`${field}.apiGroups`, 'resource rules must supply at least one api group')]),
            ...(rule.resources?.length
              ? []
              : [required(`${field}.resources`, 'resource rules must supply at least one resource')]),
          ]),
    ];
  });
}

export function validateRoleBinding({ kind, roleRef = {}, subjects = [] }: AnyObject): FieldError[] {
  const kinds = ['Role', 'ClusterRole'];
  return [
    ...(kinds.includes(roleRef.kind) ? [] : [notSupported('roleRef.kind', roleRef.kind ?? '', kinds)]),
    ...(roleRef.name ? [] : [required('roleRef.name')]),
    ...validateSubjects(subjects, kind === 'ClusterRoleBinding'),
  ];
}

function validateSubjects(subjects: readonly AnyObject[], isClusterWide: boolean): FieldError[] {
  return subjects.flatMap((subject, index) => {
    const field = `subjects[${index}]`;
    return [
      ...(subject.name ? [] : [required(`${field}.name`)]),
      ...(SUBJECTS.includes(subject.kind ?? '') ? [] : [notSupported(`${field}.kind`, subject.kind, SUBJECTS)]),
      ...(isClusterWide && subject.kind === 'ServiceAccount' && !subject.namespace
        ? [required(`${field}.namespace`)]
        : []),
    ];
  });
}

export function validateEndpointSlice({ addressType, endpoints = [] }: AnyObject): FieldError[] {
  if (!addressType) return [required('addressType')];
  return (endpoints ?? []).flatMap((endpoint: AnyObject, index: number) =>
    (endpoint.addresses ?? []).flatMap((address: string, at: number) =>
      addressType === 'FQDN' || isIP(address)
        ? []
        : [
            invalid(
              `endpoints[${index}].addresses[${at}]`,
              address,
              'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
            ),
          ],
    ),
  );
}

/** Minimum, default request, default and maximum must not cross. */
export function validateLimitRange({ spec = {} }: AnyObject): FieldError[] {
  return (spec.limits ?? []).flatMap((limit: AnyObject, index: number) => {
    const names = new Set(
      ['min', 'max', 'default', 'defaultRequest'].flatMap(which => Object.keys(limit[which] ?? {})),
    );
    return [...names].flatMap(name => validateLimit(limit, name, `spec.limits[${index}]`));
  });
}

function validateLimit(limit: AnyObject, name: string, field: string): FieldError[] {
  const [min, max, fallback, request] = ['min', 'max', 'default', 'defaultRequest'].map(
    which => limit[which]?.[name] as string | undefined,
  );
  const above = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && parseQuantity(a) > parseQuantity(b);
  return [
    ...(above(min, max)
      ? [invalid(`${field}.min[${name}]`, min, `min value ${min} is greater than max value ${max}`)]
      : []),
    ...(above(min, request)
      ? [
          invalid(
            `${field}.defaultRequest[${name}]`,
            request,
            `min value ${min} is greater than default request value ${request}`,
          ),
        ]
      : []),
    ...(above(request, max)
      ? [
          invalid(
            `${field}.defaultRequest[${name}]`,
            request,
            `default request value ${request} is greater than max value ${max}`,
          ),
        ]
      : []),
    ...(above(request, fallback)
      ? [
          invalid(
            `${field}.defaultRequest[${name}]`,
            request,
            `default request value ${request} is greater than default limit value ${fallback}`,
          ),
        ]
      : []),
    ...(above(min, fallback)
      ? [invalid(`${field}.default[${name}]`, min, `min value ${min} is greater than default value ${fallback}`)]
      : []),
    ...(above(fallback, max)
      ? [invalid(`${field}.default[${name}]`, fallback, `default value ${fallback} is greater than max value ${max}`)]
      : []),
  ];
}
