import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { InvalidInput, messageOf } from '../errors.ts';
import { expectedPhrase, schemaProblems } from '../scenario/problems/schema-problems.ts';
import { type Cursor, cursorOf } from '../scenario/yaml/cursor.ts';
import { readYaml } from '../scenario/yaml/read-yaml.ts';

const port = z.int().min(1).max(65_535);
const patches = z.array(z.string());
const jsonPatches = z.array(
  z.strictObject({ group: z.string(), version: z.string(), kind: z.string(), patch: z.string() }),
);

const node = z.strictObject({
  role: z.enum(['control-plane', 'worker']).default('control-plane'),
  image: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  extraMounts: z
    .array(
      z.strictObject({
        hostPath: z.string(),
        containerPath: z.string(),
        readOnly: z.boolean().optional(),
        selinuxRelabel: z.boolean().optional(),
        propagation: z.enum(['None', 'HostToContainer', 'Bidirectional']).optional(),
      }),
    )
    .optional(),
  extraPortMappings: z
    .array(
      z.strictObject({
        containerPort: port,
        hostPort: z.int().min(-1).max(65_535).optional(),
        listenAddress: z.string().optional(),
        protocol: z.enum(['TCP', 'UDP', 'SCTP']).optional(),
      }),
    )
    .optional(),
  kubeadmConfigPatches: patches.optional(),
  kubeadmConfigPatchesJSON6902: jsonPatches.optional(),
});

/** kind's configuration, kind.x-k8s.io/v1alpha4 (kind.sigs.k8s.io/docs/user/configuration; v0.33.0 pkg/apis/config/v1alpha4/types.go). */
const kindConfigSchema = z.strictObject({
  kind: z.literal('Cluster'),
  apiVersion: z.literal('kind.x-k8s.io/v1alpha4'),
  name: z
    .string()
    .regex(/^[a-z0-9.-]+$/, 'a name of a-z, 0-9, - and .')
    .optional(),
  nodes: z.array(node).min(1).optional(),
  networking: z
    .strictObject({
      ipFamily: z.enum(['ipv4', 'ipv6', 'dual']).optional(),
      apiServerPort: z.int().min(-1).max(65_535).optional(),
      apiServerAddress: z.string().optional(),
      podSubnet: z.string().optional(),
      serviceSubnet: z.string().optional(),
      disableDefaultCNI: z.boolean().optional(),
      kubeProxyMode: z.enum(['iptables', 'ipvs', 'nftables', 'none']).optional(),
      dnsSearch: z.array(z.string()).optional(),
    })
    .optional(),
  featureGates: z.record(z.string(), z.boolean()).optional(),
  runtimeConfig: z.record(z.string(), z.string()).optional(),
  kubeadmConfigPatches: patches.optional(),
  kubeadmConfigPatchesJSON6902: jsonPatches.optional(),
  containerdConfigPatches: patches.optional(),
  containerdConfigPatchesJSON6902: patches.optional(),
});

export type KindConfig = z.output<typeof kindConfigSchema>;
export type KindNode = z.output<typeof node>;

/** A kind configuration of the user's own, and where its parts stand. */
export interface OwnKindConfig {
  readonly config: KindConfig;
  readonly root: Cursor;
}

/** Reads and checks a kind configuration. Throws InvalidInput with every problem of the file at once. */
export function readKindConfig(file: string): OwnKindConfig {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? messageOf(error);
    throw new InvalidInput(`kindConfig: ${file} cannot be read (${why})`);
  }
  const read = readYaml(text, file);
  if (!read.ok) throw new InvalidInput(read.problems);
  const parsed = kindConfigSchema.safeParse(read.yaml.value, { error: expectedPhrase });
  if (!parsed.success) throw new InvalidInput(schemaProblems(read.yaml, parsed.error.issues));
  return { config: parsed.data, root: cursorOf(read.yaml) };
}
