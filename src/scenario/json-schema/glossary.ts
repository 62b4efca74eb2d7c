import type { JsonSchema } from './index.ts';
import { mapPieces } from './pieces.ts';

interface Entry {
  readonly description?: string;
  readonly example?: unknown;
}

/** What a key means and looks like wherever it stands, unless its own schema says more. */
export const glossary: Readonly<Record<string, Entry>> = {
  body: { example: '{"item": 1}' },
  bodyContains: { description: 'The body has to contain this text.', example: 'in stock' },
  build: { example: 'apps/shop' },
  component: { description: 'A component of the control plane.' },
  container: { example: 'web' },
  containerPath: { example: '/data' },
  context: { example: 'kind-lab' },
  count: { description: 'How many there have to be.', example: 3 },
  cpu: { description: 'Processor time, as Kubernetes writes it.', example: '250m' },
  deployment: { description: 'A Deployment by its name.' },
  description: { example: 'Shows that the API retries.' },
  effect: { description: 'What the taint does to pods that do not tolerate it.' },
  endTime: { description: 'Until then, this second included.' },
  errno: { description: 'The error that the call returns.' },
  expect: { description: 'What the answer has to be.' },
  hostPath: { example: './data' },
  hour: { description: 'Hour of the day.', example: 10 },
  hypothesis: { example: 'Shoppers keep getting pages while half of the web pods are killed.' },
  image: { example: 'shop:dev' },
  imageIptables: { example: 'gaiadocker/iproute2:latest' },
  key: { description: 'Key of a label, or of a taint.', example: 'app' },
  kubeconfig: { example: 'kubeconfig.yml' },
  latency: { description: 'How much later everything arrives.' },
  listen: { description: 'Address that Toxiproxy listens at.', example: '0.0.0.0:8081' },
  bandwidth: { example: '1mbit' },
  listenAddress: { example: '127.0.0.1' },
  loss: { example: '10%' },
  maxSecondsBetweenRuns: { example: 60 },
  memory: { description: 'Memory, as Kubernetes writes it.', example: '64Mi' },
  method: { description: 'Method of the request.' },
  minAvailable: { example: 1 },
  minSamples: { example: 20 },
  minute: { description: 'Minute of the hour.', example: 30 },
  name: { description: 'Its name.', example: 'shop' },
  namespace: { description: 'Namespace.', example: 'shop' },
  perOwner: { example: '50%' },
  payload: { example: '{ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": "extra" } }' },
  propagation: { description: "How mounts inside of it are shared, as in kind's configuration." },
  protocol: { description: 'How to speak to it.' },
  proxy: { example: 'http://proxy:3128' },
  rate: { example: '1mbit' },
  ratio: { example: 0.5 },
  readOnly: { description: 'Whether the nodes may only read it.' },
  replicas: { description: 'How many pods.', example: 2 },
  retries: { example: 1 },
  runs: { example: 1 },
  pods: { example: '50%' },
  nodes: { example: 1 },
  second: { description: 'Second of the minute.', example: 0 },
  seconds: { example: 5 },
  selector: { example: 'app=web' },
  selinuxRelabel: { description: "Whether its files are given the nodes' SELinux label." },
  service: { description: 'A Service by its name.' },
  sha256: { example: '0'.repeat(64) },
  share: { example: 0.8 },
  signal: { description: 'The signal that is sent.' },
  size: { example: 1 },
  startTime: { description: 'From then on.' },
  targetProxy: { example: 'auto80' },
  toxicAttributes: { description: 'Attributes of the toxic.' },
  toxiproxyCli: { example: '/go/bin/toxiproxy-cli' },
  until: { example: '16:00' },
  upstream: { description: 'Address that Toxiproxy sends to.', example: '127.0.0.1:8080' },
  url: { description: 'Where it is.', example: 'http://localhost:8080' },
  value: { description: 'Its value.', example: 'web' },
  volume: { example: 'cache' },
};

/** The schema with the words of the glossary where a key has none of its own. */
export function explainKeys(schema: JsonSchema): JsonSchema {
  return mapPieces(schema, (piece, key) => {
    const inner = explainKeys(piece);
    const entry = key !== undefined && Object.hasOwn(glossary, key) ? glossary[key] : undefined;
    if (!entry) return inner;
    return {
      ...(entry.description !== undefined && !('description' in inner) && { description: entry.description }),
      ...inner,
      ...(entry.example !== undefined && needsExample(inner) && { examples: [entry.example] }),
    };
  });
}

/** Whether a piece shows no way to write it. */
export function needsExample(piece: JsonSchema): boolean {
  if (shown.some(keyword => keyword in piece) || piece.type === 'boolean') return false;
  return !((piece.anyOf as JsonSchema[] | undefined) ?? []).some(branch => !needsExample(branch));
}

const shown = ['examples', 'default', 'properties', 'items', 'additionalProperties', 'oneOf', 'enum', '$ref'];
