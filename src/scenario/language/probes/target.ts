import { z } from 'zod';
import { exactlyOne } from '../exactly-one.ts';
import { mapLike, namespaceName, objectName, port, text } from '../values.ts';

/** A Service, reached as its users reach it; through the vantage that the cluster offers. */
export const serviceSchema = z
  .strictObject({
    name: objectName(),
    namespace: namespaceName(),
    port: port().default(80).describe('Port of the Service.'),
    protocol: z.enum(['http', 'https']).default('http').describe('How to speak to it.'),
  })
  .describe('A Service of the cluster.');

const url = () =>
  z
    .string()
    .refine(value => /^https?:\/\/[^/]/.test(value) && URL.canParse(value), 'a URL such as http://localhost:8080');

export const httpTargetSchema = exactlyOne(
  z.strictObject(
    {
      service: serviceSchema.optional(),
      url: url()
        .optional()
        .describe('Anything this machine reaches.')
        .meta({ examples: ['http://localhost:8080'] }),
    },
    mapLike('{ service: { name: front, namespace: shop } }'),
  ),
  ['service', 'url'],
);

const tcpEndpoints = z.strictObject(
  {
    service: serviceSchema.optional(),
    host: text()
      .optional()
      .describe('A host that this machine reaches; needs a port.')
      .meta({ examples: ['localhost'] }),
    port: port().optional(),
  },
  mapLike('{ service: { name: store, namespace: shop, port: 6379 } }'),
);

export const tcpTargetSchema = exactlyOne(tcpEndpoints, ['service', 'host'])
  .meta({ dependencies: { host: ['port'], port: ['host'] } })
  .superRefine((target, context) => {
    if ((target.host === undefined) === (target.port === undefined)) return;
    const message = target.host === undefined ? 'none beside `service`, which has its own' : 'the port beside `host`';
    context.addIssue({ code: 'custom', message, path: ['port'] });
  });
