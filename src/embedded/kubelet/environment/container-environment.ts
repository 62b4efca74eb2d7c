import type { ClusterApi, ResourceTypes } from '../../api/cluster-api.ts';
import { expand } from './expansion.ts';
import { fieldValue, type PodPlace, resourceValue } from './field-reference.ts';
import { serviceVariables } from './service-variables.ts';

type Pod = ResourceTypes['pods'];
type Container = NonNullable<Pod['spec']>['containers'][number];
type Variable = NonNullable<Container['env']>[number];

/**
 * The variables that a container's spec, its pod and the Services of its namespace give it (kubelet's
 * makeEnvironmentVariables). Throws what kubelet shows as CreateContainerConfigError when something it names is not there.
 */
export function containerEnvironment(
  api: ClusterApi,
  pod: Pod,
  container: Container,
  place: PodPlace,
): Record<string, string> {
  const namespace = pod.metadata!.namespace!;
  const services = serviceVariables(api.list('services'), namespace, pod.spec?.enableServiceLinks ?? true);
  const own = sourcedVariables(api, namespace, container);
  const lookUp = (name: string) => own[name] ?? services[name];
  for (const variable of container.env ?? []) {
    const value = variable.value ? expand(variable.value, lookUp) : valueFrom(api, pod, container, variable, place);
    if (value !== undefined) own[variable.name] = value;
  }
  return { HOSTNAME: pod.spec?.hostname ?? pod.metadata!.name!, ...services, ...own };
}

function sourcedVariables(api: ClusterApi, namespace: string, container: Container): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const { prefix = '', configMapRef, secretRef } of container.envFrom ?? []) {
    const data = configMapRef
      ? configMapData(api, namespace, configMapRef.name, configMapRef.optional)
      : secretRef && secretData(api, namespace, secretRef.name, secretRef.optional);
    for (const [key, value] of Object.entries(data ?? {})) variables[`${prefix}${key}`] = value;
  }
  return variables;
}

function valueFrom(
  api: ClusterApi,
  pod: Pod,
  container: Container,
  variable: Variable,
  place: PodPlace,
): string | undefined {
  const source = variable.valueFrom;
  const namespace = pod.metadata!.namespace!;
  if (source?.fieldRef) return fieldValue(pod, source.fieldRef.fieldPath, place);
  if (source?.resourceFieldRef) {
    const { resource, divisor, containerName } = source.resourceFieldRef;
    const subject = pod.spec!.containers.find(({ name }) => name === containerName) ?? container;
    return resourceValue(subject, resource, divisor === '0' ? undefined : divisor);
  }
  if (source?.configMapKeyRef) {
    const { name, key, optional } = source.configMapKeyRef;
    const value = configMapData(api, namespace, name, optional)?.[key];
    if (value === undefined && !optional) throw new Error(`couldn't find key ${key} in ConfigMap ${namespace}/${name}`);
    return value;
  }
  if (source?.secretKeyRef) {
    const { name, key, optional } = source.secretKeyRef;
    const value = secretData(api, namespace, name, optional)?.[key];
    if (value === undefined && !optional) throw new Error(`couldn't find key ${key} in Secret ${namespace}/${name}`);
    return value;
  }
  return '';
}

function configMapData(api: ClusterApi, namespace: string, name = '', optional = false) {
  const configMap = api.get('configmaps', namespace, name);
  if (!configMap && !optional) throw new Error(`configmap "${name}" not found`);
  return configMap?.data;
}

function secretData(api: ClusterApi, namespace: string, name = '', optional = false) {
  const secret = api.get('secrets', namespace, name);
  if (!secret && !optional) throw new Error(`secret "${name}" not found`);
  const decode = ([key, value]: [string, string]) => [key, Buffer.from(value, 'base64').toString()];
  return secret && (Object.fromEntries(Object.entries(secret.data ?? {}).map(decode)) as Record<string, string>);
}
