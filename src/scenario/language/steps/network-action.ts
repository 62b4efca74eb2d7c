import { z } from 'zod';
import { parseShare } from '../../share.ts';
import type { NetworkActionStep, NetworkEffect, NetworkPeers } from '../../suite.ts';
import type { Cursor } from '../../yaml/cursor.ts';
import { bitRate } from '../bit-rate.ts';
import { exactlyOne, isKnownMap } from '../exactly-one.ts';
import { orDefaults } from '../or-defaults.ts';
import { podFilterSchema, toPodFilter } from '../pods/filter.ts';
import { podMatchSchema, toPodMatch } from '../pods/match.ts';
import { duration, namespaceName, objectName, port } from '../values.ts';

/** Less than this cannot be told from none by as many connections as a receipt may make. */
const leastLoss = 0.01;
const lossExpected = 'a share of the packets from 1% to 100%, such as 10% or 0.1';

const loss = () =>
  z.union([z.number(), z.string()], { error: lossExpected }).transform((value, context) => {
    const share = parseShare(String(value));
    if (share !== undefined && share >= leastLoss) return share;
    context.addIssue({ code: 'custom', message: lossExpected });
    return z.NEVER;
  });

const effects = {
  delay: z
    .strictObject({
      latency: duration('milliseconds', 1).describe('Added to each packet.'),
      jitter: duration('milliseconds').default(0).describe('Spread evenly over latency ± jitter.'),
    })
    .refine(({ latency, jitter }) => jitter <= latency, { message: 'a jitter no longer than the latency' })
    .optional()
    .describe('Packets are late.'),
  loss: loss().optional().describe('This share of the packets is lost.'),
  rate: bitRate().optional().describe('No more bits a second than this.'),
  partition: orDefaults(z.strictObject({})).optional().describe('Every packet is dropped: connections hang.'),
  refuse: orDefaults(z.strictObject({})).optional().describe('Connections are reset.'),
  dns: exactlyOne(
    z.strictObject({
      fail: orDefaults(z.strictObject({})).optional().describe('Looking a name up fails at once.'),
      delay: duration('milliseconds', 1).optional().describe('Looking a name up takes this much longer.'),
    }),
    ['fail', 'delay'],
  )
    .optional()
    .describe('Names of the cluster and of the world cannot be looked up, or only slowly.'),
};

const peers = () =>
  exactlyOne(
    z.strictObject({
      matches: z.array(podMatchSchema).min(1).optional().describe('Pods, found as by `matches` of the step.'),
      services: z
        .array(z.strictObject({ name: objectName(), namespace: namespaceName() }))
        .min(1)
        .optional()
        .describe('What is behind Services.'),
    }),
    ['matches', 'services'],
  );

/** Chooses pods and disturbs their network. */
export const networkActionSchema = exactlyOne(
  z
    .strictObject({
      matches: z.array(podMatchSchema).min(1).describe('The pods to start from: the union of these.'),
      filters: z.array(podFilterSchema).default([]).describe('What leaves some of them out, one after another.'),
      ...effects,
      direction: z
        .enum(['ingress', 'egress', 'both'])
        .optional()
        .describe(
          'What leaves the pods (egress), what arrives at them (ingress), or both. Default: both for partition and refuse; else egress, so that a round trip takes the latency once.',
        ),
      peers: peers().optional().describe('With whom the traffic is. Default: everybody.'),
      port: port().optional().describe("The server's port of a connection. Default: every port."),
      duration: duration('seconds', 1).optional().describe('Taken back when it ends. Default: after the steps.'),
    })
    .superRefine(
      (value, context) => {
        if (!Object.hasOwn(value, 'dns')) return;
        for (const key of ['direction', 'peers', 'port'].filter(name => Object.hasOwn(value, name)))
          context.addIssue({
            code: 'custom',
            path: [key],
            message: 'none beside `dns`, which is on every name that the pods look up',
            params: { found: `\`${key}\``, atKey: true },
          });
      },
      { when: isKnownMap },
    ),
  Object.keys(effects),
).describe('Choose pods and disturb their network: delay, loss, rate, partition, refuse, DNS.');

export function toNetworkActionStep(parsed: z.output<typeof networkActionSchema>, step: Cursor): NetworkActionStep {
  const inside = step.at('networkAction');
  const effect = toEffect(parsed);
  const cuts = effect.kind === 'partition' || effect.kind === 'refuse';
  return {
    kind: 'networkAction',
    at: step.position,
    matches: parsed.matches.map((match, index) => toPodMatch(match, inside.at('matches', index))),
    filters: parsed.filters.map((filter, index) => toPodFilter(filter, inside.at('filters', index))),
    effect,
    direction: parsed.direction ?? (cuts ? 'both' : 'egress'),
    peers: toPeers(parsed.peers, inside.at('peers')),
    port: parsed.port,
    durationMs: parsed.duration,
  };
}

function toEffect(parsed: z.output<typeof networkActionSchema>): NetworkEffect {
  if (parsed.delay) return { kind: 'delay', delayMs: parsed.delay.latency, jitterMs: parsed.delay.jitter };
  if (parsed.loss !== undefined) return { kind: 'loss', share: parsed.loss };
  if (parsed.rate !== undefined) return { kind: 'rate', bitsPerSecond: parsed.rate };
  if (parsed.partition) return { kind: 'partition' };
  if (parsed.dns?.delay !== undefined) return { kind: 'dnsDelay', delayMs: parsed.dns.delay };
  return parsed.dns ? { kind: 'dnsFailure' } : { kind: 'refuse' };
}

function toPeers(parsed: z.output<typeof networkActionSchema>['peers'], at: Cursor): NetworkPeers {
  if (parsed?.services) return { kind: 'services', services: parsed.services };
  if (!parsed?.matches) return { kind: 'everybody' };
  return { kind: 'pods', matches: parsed.matches.map((match, index) => toPodMatch(match, at.at('matches', index))) };
}
