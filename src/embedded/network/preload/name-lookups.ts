import dns from 'node:dns';
import { isIP } from 'node:net';
import type { PodIdentity } from '../protocol.ts';
import type { ControlChannel } from './control-channel.ts';

type Callback = (error: NodeJS.ErrnoException | null, ...results: any[]) => void;

/** What the cluster's DNS knows of a name; `undefined`: ask the machine's resolver for `name`. */
type Found = { readonly addresses: readonly string[] } | { readonly machine: string };

/** Makes `dns` ask the cluster first, then the machine, as a pod's resolver does. */
export function patchNames(pod: PodIdentity, control: ControlChannel): void {
  const find = async (name: string): Promise<Found> => {
    if (name === 'localhost' || name.endsWith('.localhost')) return { machine: name };
    if (name === pod.hostname) return { addresses: [pod.podIP] };
    const answer = await control.resolve(name);
    if (answer.kind === 'addresses') return { addresses: answer.addresses };
    if (answer.kind === 'unreachable') throw unreachable(name);
    if (answer.kind === 'alias') return { machine: answer.name };
    return answer.known ? { addresses: [] } : { machine: name };
  };

  const lookup = dns.lookup;
  const patchedLookup = (name: string, ...rest: any[]) => {
    const callback = rest.at(-1) as Callback;
    if (typeof name !== 'string' || name === '' || isIP(name) || typeof callback !== 'function')
      return (lookup as (...args: any[]) => void)(name, ...rest);
    const options =
      typeof rest[0] === 'object' && rest[0] ? rest[0] : { family: typeof rest[0] === 'number' ? rest[0] : 0 };
    find(name).then(found => {
      if ('machine' in found) return lookup(found.machine, options, callback as any);
      const isIPv6Only = options.family === 6 || options.family === 'IPv6';
      if (found.addresses.length === 0 || isIPv6Only) return callback(notFound('getaddrinfo', name));
      if (options.all)
        callback(
          null,
          found.addresses.map(address => ({ address, family: 4 })),
        );
      else callback(null, found.addresses[0], 4);
    }, callback);
  };
  replace(dns, 'lookup', patchedLookup);

  const promises = dns.promises;
  const lookupPromise = promises.lookup;
  replace(promises, 'lookup', async (name: string, options: any = {}) => {
    if (typeof name !== 'string' || name === '' || isIP(name)) return lookupPromise(name, options);
    const wanted = typeof options === 'number' ? { family: options } : options;
    const found = await find(name);
    if ('machine' in found) return lookupPromise(found.machine, wanted);
    if (found.addresses.length === 0 || wanted.family === 6) throw notFound('getaddrinfo', name);
    return wanted.all
      ? found.addresses.map(address => ({ address, family: 4 }))
      : { address: found.addresses[0], family: 4 };
  });

  /** What the cluster answers to a query of a record type; undefined: not the cluster's. */
  const query = async (name: string, type: string): Promise<unknown[] | undefined> => {
    if (type === 'SRV') return (await control.resolveServers(name)) ?? undefined;
    const found = await find(name);
    if ('machine' in found) return undefined;
    if (found.addresses.length === 0) throw notFound(`query${type}`, name);
    if (type === 'A') return [...found.addresses];
    throw Object.assign(new Error(`query${type} ENODATA ${name}`), {
      code: 'ENODATA',
      syscall: `query${type}`,
      hostname: name,
    });
  };

  for (const [method, fixedType] of [
    ['resolve4', 'A'],
    ['resolve6', 'AAAA'],
    ['resolveSrv', 'SRV'],
    ['resolve', ''],
  ] as const) {
    const typeOf = (rest: any[]): string => fixedType || (typeof rest[0] === 'string' ? rest[0] : 'A');
    const asked = (type: string): boolean => type === 'A' || type === 'AAAA' || type === 'SRV';
    const withTtl = (records: unknown[], rest: any[]): unknown[] =>
      rest[0]?.ttl ? records.map(address => ({ address, ttl: 5 })) : records;

    const ofCallbacks = (dns as any)[method];
    replace(dns, method, (name: string, ...rest: any[]) => {
      const callback = rest.at(-1) as Callback;
      if (!asked(typeOf(rest)) || isIP(name)) return ofCallbacks(name, ...rest);
      query(name, typeOf(rest)).then(records => {
        if (records) callback(null, withTtl(records, rest));
        else ofCallbacks(name, ...rest);
      }, callback);
    });
    const ofPromises = (promises as any)[method];
    replace(promises, method, async (name: string, ...rest: any[]) => {
      if (!asked(typeOf(rest)) || isIP(name)) return ofPromises(name, ...rest);
      const records = await query(name, typeOf(rest));
      return records ? withTtl(records, rest) : ofPromises(name, ...rest);
    });
  }
}

function notFound(syscall: string, hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${syscall} ENOTFOUND ${hostname}`), {
    errno: -3008,
    code: 'ENOTFOUND',
    syscall,
    hostname,
  });
}

/** What getaddrinfo says when no name server answers. */
function unreachable(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`getaddrinfo EAI_AGAIN ${hostname}`), {
    errno: -3001,
    code: 'EAI_AGAIN',
    syscall: 'getaddrinfo',
    hostname,
  });
}

/** Keeps what `util.promisify` and others find on the function. */
function replace(module: any, name: string, patched: (...args: any[]) => unknown): void {
  Object.defineProperties(patched, Object.getOwnPropertyDescriptors(module[name]));
  module[name] = patched;
}
