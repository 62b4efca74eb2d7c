import type { ServiceAddress } from '../cluster/cluster.ts';
import { ServiceMissing } from '../kubernetes/read-service.ts';
import type { ServiceTarget } from '../scenario/suite.ts';
import type { Measurement, ProbeContext, ReadyProbe } from './probe.ts';

/** A check of the way must not keep a sample past its deadline for long. */
const checkTimeoutMs = 300;
/** Samples that fail together ask about the way once. */
const checkLastsMs = 200;

/**
 * Opens the way to a Service through the provider's vantage. A Service that is not there gives a probe that says so at every
 * look, because a wrong name must never read as an app that is down. Throws what else the vantage throws.
 */
export async function openServiceProbe(
  target: ServiceTarget,
  context: Pick<ProbeContext, 'kubernetes'>,
  signal: AbortSignal,
  makeProbe: (address: ServiceAddress, wayHolds: () => Promise<boolean>) => ReadyProbe['measure'],
): Promise<ReadyProbe> {
  let address: ServiceAddress;
  try {
    address = await context.kubernetes.vantage.openService(target, signal);
  } catch (error) {
    if (error instanceof ServiceMissing) return brokenProbe(error.message);
    throw error;
  }
  return {
    vantage: address.description,
    measure: makeProbe(address, watchWay(address)),
    [Symbol.asyncDispose]: () => address[Symbol.asyncDispose](),
  };
}

/** The address of a Service as the base of a URL. */
export function baseUrl({ protocol }: ServiceTarget, { host, port }: Pick<ServiceAddress, 'host' | 'port'>): string {
  return `${protocol}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** A probe that cannot look, and says why. */
export function brokenProbe(why: string): ReadyProbe {
  const found: Measurement = { r: 'broken', why };
  return {
    measure: async () => found,
    async [Symbol.asyncDispose]() {
      // It holds nothing.
    },
  };
}

/** A failed look through a way that does not hold says nothing about the app. */
export async function failOrBroken(why: string, wayHolds: () => Promise<boolean>): Promise<Measurement> {
  return (await wayHolds()) ? { r: 'fail', why } : { r: 'broken', why: 'the way to the Service is broken' };
}

function watchWay(address: ServiceAddress): () => Promise<boolean> {
  const { check } = address;
  if (!check) return async () => true;
  let asked: Promise<boolean> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  return () => {
    const now = performance.now();
    if (asked === undefined || now - askedAt > checkLastsMs) {
      askedAt = now;
      // A way that cannot be asked about is not known to hold.
      asked = check(AbortSignal.timeout(checkTimeoutMs)).catch(() => false);
    }
    return asked;
  };
}
