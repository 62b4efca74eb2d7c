import { z } from 'zod';
import type { ToxiproxyMutation } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { mapLike, text, wholeNumber } from '../values.ts';

/** Where a proxy listens or leads to: `0.0.0.0:2222`. */
const address = () => z.string().regex(/^\S*:\d{1,5}$/, 'an address such as 0.0.0.0:2222');
const name = () => z.string().regex(/^[^\s/]+$/, 'a name without spaces and slashes');

/** The toxiproxy mutation of a clone. What only PowerfulSeal's way of setting it up needs is read and not used. */
export const toxiproxySchema = z.strictObject(
  {
    imageToxiproxy: text()
      .default('ghcr.io/shopify/toxiproxy:2.12.0')
      .describe('An image that starts the server. It is set up by its HTTP API.'),
    proxies: z
      .array(
        z.strictObject({
          name: name()
            .describe('For `targetProxy`.')
            .meta({ examples: ['store'] }),
          listen: address()
            .describe('Where it listens in the pod.')
            .meta({ examples: ['0.0.0.0:2222'] }),
          upstream: address()
            .describe('Where it leads to.')
            .meta({ examples: ['store.shop:6379'] }),
        }),
      )
      .default([])
      .describe('Proxies besides the one that every port of a container gets (`auto8080`).'),
    toxics: z
      .array(
        z.strictObject(
          {
            targetProxy: z
              .union([name(), wholeNumber().transform(String)], { error: 'the name of a proxy, or a port' })
              .describe("A proxy's name, or the number of a container's port.")
              .meta({ examples: ['auto8080'] }),
            toxicType: name()
              .describe('As Toxiproxy names it.')
              .meta({ examples: ['latency'] }),
            toxicAttributes: z
              .array(
                z.strictObject({
                  name: name()
                    .describe('As Toxiproxy names it.')
                    .meta({ examples: ['latency'] }),
                  value: z
                    .number()
                    .describe('In its unit.')
                    .meta({ examples: [250] }),
                }),
              )
              .default([])
              .describe('How strong it is.'),
          },
          mapLike('{ targetProxy: auto8080, toxicType: latency }'),
        ),
      )
      .default([])
      .describe('What the proxies do to the connections.'),
    user: wholeNumber()
      .min(0)
      .optional()
      .describe('Not needed here: nothing is set up from inside of the pods.')
      .meta({ examples: [0] })
      .meta({ examples: [0] }),
    imageIptables: z
      .string()
      .optional()
      .describe('Not needed here: connections are redirected from the node.')
      .meta({ examples: ['gaiadocker/iproute2:latest'] }),
    toxiproxyCli: z
      .string()
      .optional()
      .describe('Not needed here: Toxiproxy is set up by its HTTP API.')
      .meta({ examples: ['/go/bin/toxiproxy-cli'] }),
  },
  mapLike('{ toxics: [ { targetProxy: auto8080, toxicType: latency } ] }'),
);

export function toToxiproxy(parsed: z.output<typeof toxiproxySchema>, cursor: Cursor): ToxiproxyMutation {
  const inside = cursor.at('toxiproxy');
  return {
    kind: 'toxiproxy',
    at: cursor.position,
    image: parsed.imageToxiproxy,
    proxies: parsed.proxies,
    toxics: parsed.toxics.map(({ targetProxy, toxicType, toxicAttributes }, index) => ({
      at: inside.at('toxics', index).position,
      targetProxy,
      type: toxicType,
      attributes: Object.fromEntries(toxicAttributes.map(attribute => [attribute.name, attribute.value])),
    })),
  };
}
