import { once } from 'node:events';
import { createServer, isIPv4, type Server } from 'node:net';
import { ApiError } from '../api/cluster-api.ts';

/**
 * The addresses of one cluster, all of them below 127/8, which Linux answers without any set-up:
 *
 *   127.A.0.1      the gateway: claims the network, and is the source of connections from outside of the cluster
 *   127.A.1-63.y   pods, as everybody sees them
 *   127.A.65-127.y where the processes of the pod 64 below really listen
 *   127.A.200.y    nodes
 *   127.B.x.y      Services
 */
export interface AddressSpace {
  readonly gateway: string;
  /** `127.A.` */
  readonly podPrefix: string;
  /** `127.B.` */
  readonly servicePrefix: string;
  takePodAddress(): { readonly visible: string; readonly hidden: string };
  releasePodAddress(visible: string): void;
  takeNodeAddress(): string;
  /** The wished address, or the next free one; throws ApiError 422 when the wish is taken or not a Service's address. */
  allocateServiceAddress(wish?: string): string;
  releaseServiceAddress(address: string): void;
  /** Gives the network back to other clusters. */
  release(): Promise<void>;
}

/** Who listens here owns 127.A and 127.B. Above 1024, so that nobody needs to be root. */
const claimPort = 11_270;
const hiddenOffset = 64;

/**
 * Claims two neighbouring networks below 127/8 that no other embedded cluster of this machine uses.
 * Throws an Error when all are taken.
 */
export async function claimAddressSpace(random: () => number = Math.random): Promise<AddressSpace> {
  const first = Math.floor(random() * 126);
  for (let step = 0; step < 126; step++) {
    const podNetwork = 2 + 2 * ((first + step) % 126);
    const claim = await tryClaim(`127.${podNetwork}.0.1`);
    if (claim) return createAddressSpace(podNetwork, claim);
  }
  throw new Error('every network below 127/8 is in use by other embedded clusters');
}

async function tryClaim(address: string): Promise<Server | undefined> {
  const claim = createServer(socket => socket.destroy());
  claim.listen({ host: address, port: claimPort });
  try {
    await once(claim, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    if ((error as NodeJS.ErrnoException).code === 'EADDRNOTAVAIL')
      throw new Error(
        `${address} is not an address of this machine: the embedded cluster needs Linux, where all of 127/8 is`,
      );
    throw error;
  }
  claim.unref();
  return claim;
}

function createAddressSpace(podNetwork: number, claim: Server): AddressSpace {
  const podPrefix = `127.${podNetwork}.`;
  const servicePrefix = `127.${podNetwork + 1}.`;
  const pods = createPool(podPrefix, 1, 63);
  const nodes = createPool(podPrefix, 200, 210);
  const services = createPool(servicePrefix, 0, 254);
  return {
    gateway: `${podPrefix}0.1`,
    podPrefix,
    servicePrefix,
    takePodAddress() {
      const visible = pods.take();
      return { visible, hidden: hiddenAddress(visible) };
    },
    releasePodAddress: pods.release,
    takeNodeAddress: nodes.take,
    allocateServiceAddress(wish) {
      if (wish === undefined) return services.take();
      if (!isIPv4(wish) || !wish.startsWith(servicePrefix))
        throw unavailable(
          wish,
          `the provided IP is not in the valid range. The range of valid IPs is ${servicePrefix}0.0/16`,
        );
      if (!services.takeThis(wish)) throw unavailable(wish, 'provided IP is already allocated');
      return wish;
    },
    releaseServiceAddress: services.release,
    async release() {
      if (!claim.listening) return;
      claim.close();
      await once(claim, 'close');
    },
  };
}

function unavailable(address: string, why: string): ApiError {
  return new ApiError(
    422,
    'Invalid',
    `spec.clusterIPs: Invalid value: ["${address}"]: failed to allocate IP ${address}: ${why}`,
  );
}

function hiddenAddress(visible: string): string {
  const [a, b, c, d] = visible.split('.');
  return `${a}.${b}.${Number(c) + hiddenOffset}.${d}`;
}

/** Hands out prefix.x.y in turn, so that an address comes back as late as possible. */
function createPool(prefix: string, firstThird: number, lastThird: number) {
  const size = (lastThird - firstThird + 1) * 254;
  const taken = new Set<string>();
  let next = 0;
  return {
    take(): string {
      for (let step = 0; step < size; step++) {
        const index = next++ % size;
        const address = `${prefix}${firstThird + Math.floor(index / 254)}.${1 + (index % 254)}`;
        if (taken.has(address)) continue;
        taken.add(address);
        return address;
      }
      throw new Error(`all ${size} addresses of ${prefix}0.0/16 are in use`);
    },
    takeThis(address: string): boolean {
      if (taken.has(address)) return false;
      taken.add(address);
      return true;
    },
    release(address: string): void {
      taken.delete(address);
    },
  };
}
