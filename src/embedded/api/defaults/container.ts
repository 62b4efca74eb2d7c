import type { AnyObject } from '../cluster-api.ts';
import { defaultTo } from './absent.ts';
import { defaultQuantities } from './quantity.ts';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** Defaults of a container of any kind (kubernetes, apis/core/v1/defaults.go and its generated callers). */
export function defaultContainer(container: AnyObject): void {
  defaultTo(container, {
    imagePullPolicy: pullPolicyOf(container.image),
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  });
  if (container.imagePullPolicy === undefined) delete container.imagePullPolicy;
  for (const port of container.ports ?? []) defaultTo(port, { protocol: 'TCP' });
  for (const variable of container.env ?? []) {
    if (variable.valueFrom?.fieldRef) defaultTo(variable.valueFrom.fieldRef, { apiVersion: 'v1' });
    if (variable.valueFrom?.resourceFieldRef) defaultTo(variable.valueFrom.resourceFieldRef, { divisor: '0' });
  }
  for (const name of PROBES) if (container[name]) defaultProbe(container[name]);
  for (const hook of [container.lifecycle?.postStart, container.lifecycle?.preStop]) if (hook) defaultHandler(hook);
  defaultQuantities(container.resources?.limits);
  defaultQuantities(container.resources?.requests);
}

function defaultProbe(probe: AnyObject): void {
  defaultTo(probe, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 });
  defaultHandler(probe);
  if (probe.grpc) defaultTo(probe.grpc, { service: '' });
}

function defaultHandler(handler: AnyObject): void {
  if (handler.httpGet) defaultTo(handler.httpGet, { path: '/', scheme: 'HTTP' });
}

/** Always for `latest` and for no tag at all, so that a moved tag is noticed. */
function pullPolicyOf(image: string | undefined): string | undefined {
  if (!image) return undefined;
  const [reference, digest] = image.split('@');
  const tag = /:([^/:]+)$/.exec(reference!)?.[1];
  return digest === undefined && (tag === undefined || tag === 'latest') ? 'Always' : 'IfNotPresent';
}
