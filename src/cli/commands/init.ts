import { stat } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import type { V1Service } from '@kubernetes/client-node';
import { defaultKubeconfig } from '../../cluster/existing.ts';
import { renderDraft } from '../../draft/render.ts';
import { InvalidInput } from '../../errors.ts';
import {
  draftFirstFile,
  type FirstFile,
  findBuilds,
  headOf,
  listLandscape,
  probeOfCluster,
  probeOfManifests,
  readLandscape,
  type ServiceProbe,
} from '../../init/index.ts';
import { listenForInterruption } from '../../interruption.ts';
import { connect } from '../../kubernetes/connect.ts';
import { loadManifests } from '../../kubernetes/load-manifests.ts';
import { exitCodes } from '../../verdict.ts';
import type { CommandLine } from '../arguments.ts';
import { refuseExisting, writeNewFile } from '../write-new-file.ts';

const defaultFile = 'chaos-gate.yml';

/** `init [PATH...]`: a first scenario file for the workloads of manifests, or of a cluster. Looks, changes nothing, overwrites nothing. */
export async function init(line: CommandLine): Promise<number> {
  const { operands, outFile: file = defaultFile } = line;
  refuseExisting(file);
  const say = (text: string) => process.stderr.write(`${text}\n`);
  using interruption = listenForInterruption(say);
  const folder = file === '-' ? process.cwd() : dirname(resolve(file));
  const found =
    operands.length > 0 ? await lookAtManifests(line, folder) : await lookAtCluster(line, interruption.signal);
  const { services, workloads } = found.landscape;
  if (workloads.every(({ replicas }) => replicas === 0))
    throw new InvalidInput(
      `init: found no Deployment or StatefulSet with pods in ${found.from}, expected at least one`,
    );
  const tight = workloads.filter(({ replicas, tightBudget }) => replicas > 0 && tightBudget === undefined).length === 0;
  if (tight) throw new InvalidInput(`init: ${describeBudgets(found)}`);
  await writeNewFile(file, renderDraft(draftFirstFile(found), headOf(found.from)));
  const where = file === '-' ? '' : `: written to ${file}`;
  say(`${count(services.length, 'Service')} and ${count(workloads.length, 'workload')} of ${found.from}${where}`);
  return exitCodes.upheld;
}

/** Why none of the workloads can lose a pod. */
function describeBudgets({ landscape, from }: Found): string {
  const budgets = new Set(landscape.workloads.flatMap(({ tightBudget }) => tightBudget ?? []));
  return `found no Deployment or StatefulSet in ${from} of which a pod may go, expected at least one; the PodDisruptionBudgets ${[...budgets].join(', ')} let none go`;
}

interface Found extends FirstFile {
  /** For the reader. */
  readonly from: string;
}

async function lookAtManifests({ operands, options }: CommandLine, folder: string): Promise<Found> {
  const paths = [...new Set(operands.map(path => resolve(path)))];
  const landscape = readLandscape((await loadManifests(paths)).map(({ object }) => object));
  const builds = new Map<string, string>();
  for (const path of paths) {
    const start = (await stat(path)).isDirectory() ? path : dirname(path);
    for (const { image, build } of await findBuilds(start, landscape)) builds.set(image, builds.get(image) ?? build);
  }
  const images = [...builds].map(([image, build]) => ({ image, build: pathFrom(folder, build) }));
  const app = { manifests: paths.map(path => pathFrom(folder, path)), ...(images.length > 0 && { images }) };
  const { provider } = options.cluster;
  return {
    landscape,
    probes: new Map(landscape.services.map(service => [service, probeOfManifests(service, landscape)])),
    surroundings: { ...(provider && { cluster: { provider } }), app },
    from: [...new Set(operands)].join(', '),
  };
}

async function lookAtCluster({ options }: CommandLine, signal: AbortSignal): Promise<Found> {
  const { kubeconfig, context, provider = 'existing' } = options.cluster;
  if (provider !== 'existing')
    throw new InvalidInput(`init: found --cluster ${provider}, expected a folder of manifests, or --cluster existing`);
  const connection = await connect(kubeconfig ?? defaultKubeconfig(), context, { signal });
  const landscape = await listLandscape(connection, signal);
  const probes = new Map<V1Service, ServiceProbe>();
  for (const service of landscape.services)
    probes.set(service, await probeOfCluster(connection, service, landscape, signal));
  return {
    landscape,
    probes,
    surroundings: { cluster: { provider, context: connection.context } },
    from: `the cluster of context ${connection.context}`,
  };
}

function pathFrom(folder: string, path: string): string {
  return relative(folder, path) || '.';
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
