import type { AnyObject } from '../cluster-api.ts';
import { type Resource, resourceName } from '../resources/index.ts';
import { badRequest } from '../status/index.ts';

export type ObjectTest = (object: AnyObject) => boolean;

const METADATA = ['metadata.name', 'metadata.namespace'];

/** The fields that can be selected, beyond name and namespace (kubernetes, pkg/apis/*\/v1/conversion.go). */
const SELECTABLE: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
  secrets: ['type'],
  services: ['spec.clusterIP', 'spec.type'],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  'events.events.k8s.io': [
    'reason',
    'type',
    'regarding.kind',
    'regarding.namespace',
    'regarding.name',
    'regarding.uid',
  ],
  replicationcontrollers: ['status.replicas'],
  'replicasets.apps': ['status.replicas'],
  'jobs.batch': ['status.successful'],
};

/**
 * Parses a selector as `kubectl get --field-selector` takes it: `status.phase=Running,spec.nodeName!=a`.
 * @throws ApiError 400 for a field that this resource cannot be selected by
 */
export function parseFieldSelector(resource: Resource, selector: string): ObjectTest {
  const name = resourceName(resource);
  const allowed = [...METADATA, ...(SELECTABLE[name] ?? [])];
  const tests = selector
    .split(',')
    .filter(term => term.trim() !== '')
    .map(term => {
      const match = /^\s*([^=!]+?)\s*(!=|==|=)\s*(.*?)\s*$/.exec(term);
      if (!match) throw badRequest(`invalid selector: '${selector}'; can't understand '${term}'`);
      const [, field, operator, value] = match as unknown as [string, string, string, string];
      if (!allowed.includes(field)) throw unsupported(resource, field);
      return (object: AnyObject) => (valueAt(name, object, field) === value) !== (operator === '!=');
    });
  return object => tests.every(test => test(object));
}

function unsupported(resource: Resource, field: string) {
  if (resource.model === undefined || SELECTABLE[resourceName(resource)] === undefined)
    return badRequest(`"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`);
  return badRequest(`field label not supported: ${field}`);
}

function valueAt(resource: string, object: AnyObject, field: string): string {
  if (resource === 'events' && field === 'source') return object.source?.component ?? object.reportingComponent ?? '';
  if (field === 'status.podIPs') return object.status?.podIPs?.[0]?.ip ?? '';
  if (field === 'status.successful') return String(object.status?.succeeded ?? 0);
  const path = field.replace(/^regarding\./, 'involvedObject.').split('.');
  const value = path.reduce<any>((inner, key) => inner?.[key], object);
  if (value === undefined && field === 'spec.unschedulable') return 'false';
  return value === undefined || value === null ? '' : String(value);
}
