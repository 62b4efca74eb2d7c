import type { AnyObject } from '../cluster-api.ts';
import { type FieldError, forbidden, invalid, required } from '../status/index.ts';
import { validateNotNegative, validatePortOrName } from './numbers.ts';

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'];
const COUNTS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

/** Hooks and probes of a container, in the order in which the server looks at them. */
export function validateProbes(container: AnyObject, field: string): FieldError[] {
  const { lifecycle, livenessProbe, readinessProbe, startupProbe } = container;
  return [
    ...(lifecycle?.postStart ? validateHandler(lifecycle.postStart, `${field}.lifecycle.postStart`) : []),
    ...(lifecycle?.preStop ? validateHandler(lifecycle.preStop, `${field}.lifecycle.preStop`) : []),
    ...validateProbe(livenessProbe, `${field}.livenessProbe`),
    ...validateOneSuccess(livenessProbe, `${field}.livenessProbe`),
    ...validateProbe(readinessProbe, `${field}.readinessProbe`),
    ...validateProbe(startupProbe, `${field}.startupProbe`),
    ...validateOneSuccess(startupProbe, `${field}.startupProbe`),
  ];
}

function validateProbe(probe: AnyObject | undefined, field: string): FieldError[] {
  if (!probe) return [];
  return [
    ...validateHandler(probe, field),
    ...COUNTS.flatMap(name => validateNotNegative(probe[name], `${field}.${name}`)),
  ];
}

/** A container that is alive once is alive. */
function validateOneSuccess(probe: AnyObject | undefined, field: string): FieldError[] {
  return probe && probe.successThreshold !== 1
    ? [invalid(`${field}.successThreshold`, probe.successThreshold, 'must be 1')]
    : [];
}

function validateHandler(handler: AnyObject, field: string): FieldError[] {
  const [first, ...others] = HANDLERS.filter(name => handler[name]);
  if (!first) return [required(field, 'must specify a handler type')];
  return [
    ...validateAction(first, handler[first], `${field}.${first}`),
    ...others.map(name => forbidden(`${field}.${name}`, 'may not specify more than 1 handler type')),
  ];
}

function validateAction(name: string, action: AnyObject, field: string): FieldError[] {
  if (name === 'exec') return action.command?.length ? [] : [required(`${field}.command`)];
  if (name === 'httpGet' || name === 'tcpSocket') return validatePortOrName(action.port, `${field}.port`);
  return [];
}
