import { existsSync } from 'node:fs';
import { InfrastructureFailure } from '../errors.ts';
import type { Engine } from './container-engine.ts';
import type { KindConfig } from './kind-config-file.ts';

/** One line for each IPv6 address of this machine; not there where the kernel has none of it. Linux only. */
const ipv6Addresses = '/proc/net/if_inet6';

/** Says what of this machine kind will mind, and refuses what cannot work, before anything is made. Throws InfrastructureFailure. */
export function refuseHost(engine: Engine, config: KindConfig, report: (text: string) => void): void {
  const family = config.networking?.ipFamily ?? 'ipv4';
  if (family !== 'ipv4') {
    if (process.platform === 'linux' && !existsSync(ipv6Addresses))
      throw new InfrastructureFailure(
        `kind is to make a cluster of networking.ipFamily ${family}, and this machine's kernel has no IPv6: use ipv4`,
      );
    report(`the cluster's network is ${family}: the container engine has to have IPv6 enabled`);
  }
  if (engine.rootless)
    report(
      `${engine.name} is rootless: kind needs cgroup v2 and its delegation for that (kind.sigs.k8s.io/docs/user/rootless)`,
    );
}
