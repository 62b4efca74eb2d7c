import { get, patch, post, put, type RequestGroup, remove, watch } from './request.ts';

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const definition = `${definitions}/widgets.conformance.example.com`;
const widgets = '/apis/conformance.example.com/v1/namespaces/$namespace/widgets';
const widget = (name: string, spec: object, rest: object = {}) => ({
  apiVersion: 'conformance.example.com/v1',
  kind: 'Widget',
  metadata: { name },
  spec,
  ...rest,
});
const properties = {
  spec: {
    type: 'object',
    required: ['size'],
    properties: {
      size: { type: 'integer', minimum: 1, maximum: 9 },
      colour: { type: 'string', enum: ['red', 'blue'], default: 'red' },
      tags: { type: 'array', items: { type: 'string' } },
    },
  },
  status: { type: 'object', properties: { ready: { type: 'boolean' } } },
};
const version = {
  name: 'v1',
  served: true,
  storage: true,
  schema: { openAPIV3Schema: { type: 'object', properties } },
  subresources: { status: {} },
  additionalPrinterColumns: [
    { name: 'Size', type: 'integer', jsonPath: '.spec.size' },
    { name: 'Colour', type: 'string', jsonPath: '.spec.colour', priority: 1 },
  ],
};
const customResourceDefinition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.conformance.example.com' },
  spec: {
    group: 'conformance.example.com',
    scope: 'Namespaced',
    names: { plural: 'widgets', singular: 'widget', kind: 'Widget', shortNames: ['wd'] },
    versions: [version],
  },
};

/** A CustomResourceDefinition and objects of its kind. */
export const customResources: RequestGroup = {
  name: 'custom-resources',
  requests: [
    get('before the definition', widgets),
    post('definition under a wrong name', definitions, { ...customResourceDefinition, metadata: { name: 'wrong' } }),
    post('definition', definitions, customResourceDefinition),
    get('established', definition, {
      until: { 'status.conditions.1.type': 'Established', 'status.conditions.1.status': 'True' },
    }),
    get('discovery of the new group', '/apis/conformance.example.com/v1'),
    post('create', widgets, widget('a', { size: 3 })),
    get('read back', `${widgets}/a`),
    post('required field missing', widgets, widget('b', { colour: 'red' })),
    post('value out of range', widgets, widget('b', { size: 12 })),
    post('value not in the list', widgets, widget('b', { size: 1, colour: 'green' })),
    post('wrong type', widgets, widget('b', { size: 'big' })),
    post('unknown field is pruned', `${widgets}?fieldValidation=Ignore`, widget('c', { size: 1, weight: 5 })),
    post('unknown field, strict', `${widgets}?fieldValidation=Strict`, widget('d', { size: 1, weight: 5 })),
    patch('merge', 'merge patch', `${widgets}/a`, { spec: { size: 4, tags: ['x'] } }),
    patch('strategic', 'no strategic patch', `${widgets}/a`, { spec: { size: 4 } }),
    patch('apply', 'apply', `${widgets}/a?fieldManager=one&force=true`, widget('a', { size: 5 })),
    patch('merge', 'status of its own', `${widgets}/a/status`, { status: { ready: true }, spec: { size: 9 } }),
    put('replace needs a version', `${widgets}/a`, widget('a', { size: 6 })),
    get('list', widgets),
    get('as a table', widgets, { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' }),
    // The history of a resource begins with its definition, so this version is too old however young the cluster is.
    watch('watch from a version that is too old', `${widgets}?watch=1&resourceVersion=1`, { events: 1 }),
    remove('delete', `${widgets}/a`),
    remove('delete the definition', definition),
  ],
};
