import { both, type CatalogueEntry, programs } from './entry.ts';

export const cloneFaults: readonly CatalogueEntry[] = [
  {
    key: 'clone',
    does: 'Runs a changed copy of a Deployment: `environment`, `tc`, `toxiproxy`, `seccomp` (system calls that fail)',
    receipt:
      "its pods as the API shows them, the endpoints of its Services; Toxiproxy's own answer; of `seccomp` the kernel's filters of the process, the runtime's rules, and a `proof` that fails in the copy alone",
    undo: 'the copy and its profile are removed, Services select what they selected',
    needs: `${programs}: perl (\`seccomp\`), iptables (\`toxiproxy\`)`,
    ran: both,
    refused: {
      embedded: '`tc`, `toxiproxy`, `seccomp`: its containers are processes without networks and filters of their own',
    },
  },
];
