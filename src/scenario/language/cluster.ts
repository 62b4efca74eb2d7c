import { z } from 'zod';
import { text, wholeNumber } from './values.ts';

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
    .regex(/^v?\d+\.\d+(\.\d+)?$/, 'a version such as 1.34 or v1.34.4')
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
});
