import { z } from 'zod';
import { port, text, wholeNumber } from './values.ts';

/** Has nsenter, and is small and well known. */
const nodeShellImage = 'debian:bookworm-slim';

/** `1.34` or `v1.34.4`, in a file and as a flag. */
export const kubernetesVersion = { pattern: /^v?\d+\.\d+(\.\d+)?$/, form: 'a version such as 1.34 or v1.34.4' };

const portMapping = z.strictObject({
  containerPort: port().describe('Port of the node.'),
  hostPort: port().optional().describe('Port of this machine. Default: any that is free.'),
  listenAddress: text().optional().describe('Address of this machine. Default: all of them.'),
  protocol: z.enum(['TCP', 'UDP', 'SCTP']).optional().describe('Default: TCP.'),
});

const mount = z.strictObject({
  hostPath: text().describe('Path on this machine.'),
  containerPath: z.string().regex(/^\//, 'an absolute path on the node').describe('Path on the node.'),
  readOnly: z.boolean().optional(),
  selinuxRelabel: z.boolean().optional(),
  propagation: z.enum(['None', 'HostToContainer', 'Bidirectional']).optional(),
});

/** The `cluster:` of a file. A flag or an input of the action wins over it. */
export const clusterSchema = z.strictObject({
  provider: z
    .enum(['embedded', 'kind', 'minikube', 'existing'])
    .optional()
    .describe('Where the experiments run. Default: embedded.'),
  name: z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9]{0,48}[a-z0-9])?$/, 'a name of a-z, 0-9 and -, at most 50 characters')
    .optional()
    .describe('Name of the cluster that is made.'),
  nodes: wholeNumber()
    .min(1)
    .max(100)
    .optional()
    .describe('How many nodes, the control plane included.')
    .meta({ examples: [3] }),
  nodeImage: text()
    .optional()
    .describe("kind's node image, best by digest.")
    .meta({ examples: ['kindest/node:v1.34.0@sha256:…'] }),
  kubernetesVersion: z
    .string()
    .regex(kubernetesVersion.pattern, kubernetesVersion.form)
    .optional()
    .describe('Version of Kubernetes.')
    .meta({ examples: ['v1.34.4'] }),
  driver: z
    .string()
    .regex(/^[a-z0-9]+$/, 'the name of a minikube driver such as docker')
    .optional()
    .describe("minikube's driver. Default: minikube's own choice.")
    .meta({ examples: ['docker'] }),
  kubeconfig: text().optional().describe("Kubeconfig of an existing cluster; relative to the file's folder."),
  context: text().optional().describe('Context of that kubeconfig.'),
  zones: z
    .array(text())
    .min(1)
    .optional()
    .describe('Zones (label topology.kubernetes.io/zone), dealt out to the nodes in turn.')
    .meta({ examples: [['a', 'b', 'c']] }),
  reuse: z
    .boolean()
    .optional()
    .describe('kind: use a cluster of that `name` that is there already, and leave it. Default: false, it is refused.'),
  kindConfig: text()
    .optional()
    .describe(
      "kind: a configuration of its own; relative to the file's folder. Nodes, zones, ports and mounts are merged in.",
    )
    .meta({ examples: ['kind.yaml'] }),
  kindBinary: z
    .strictObject({
      url: text()
        .regex(/^https?:\/\//, 'an http(s) URL')
        .describe('Where to download it from.'),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/, 'a SHA-256 of 64 hexadecimal digits')
        .describe('Its SHA-256, verified on every use.'),
    })
    .optional()
    .describe('kind: the program to use instead of the one on PATH.'),
  extraPortMappings: z
    .array(portMapping)
    .min(1)
    .optional()
    .describe('kind: ports of the first control plane on this machine.'),
  extraMounts: z
    .array(mount)
    .min(1)
    .optional()
    .describe("kind: folders of this machine on every node; relative to the file's folder."),
  nodeShell: z
    .union(
      [z.boolean(), z.strictObject({ image: text().describe('An image with nsenter that the cluster can pull.') })],
      { error: 'true, false or a map such as { image: debian:bookworm-slim }' },
    )
    .transform(value => (typeof value === 'boolean' ? (value ? { image: nodeShellImage } : undefined) : value))
    .optional()
    .describe(
      `existing: allow a privileged pod on a node whose containers' processes are to be signalled or looked at. Default image: ${nodeShellImage}.`,
    ),
});
