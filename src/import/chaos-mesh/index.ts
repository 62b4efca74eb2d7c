import { dismissed } from '../../draft/draft.ts';
import { type Imported, scenarioName } from '../imported.ts';
import type { Note } from '../note.ts';
import type { Source } from '../source.ts';
import type { MeshFault } from './fault.ts';
import { importNetworkChaos } from './network-chaos.ts';
import { importPodChaos } from './pod-chaos.ts';
import { importStressChaos } from './stress-chaos.ts';

type Convert = (spec: Source, namespace: Source) => MeshFault;

/** The kinds that are imported, and where a Schedule keeps the experiment that it repeats. */
const kinds: Readonly<Record<string, { readonly convert: Convert; readonly scheduled: string }>> = {
  PodChaos: { convert: importPodChaos, scheduled: 'podChaos' },
  NetworkChaos: { convert: importNetworkChaos, scheduled: 'networkChaos' },
  StressChaos: { convert: importStressChaos, scheduled: 'stressChaos' },
};

export function isChaosMesh(document: Source): boolean {
  return document.get('apiVersion').value === 'chaos-mesh.org/v1alpha1';
}

/** An experiment of Chaos Mesh, or a Schedule of one, as a scenario. */
export function importChaosMesh(document: Source): Imported {
  const isSchedule = document.get('kind').value === 'Schedule';
  const type = isSchedule ? document.get('spec', 'type') : document.get('kind');
  const kind = Object.hasOwn(kinds, String(type.value)) ? kinds[String(type.value)] : undefined;
  if (!kind) {
    const only = `of Chaos Mesh only ${Object.keys(kinds).join(', ')} are imported`;
    return { scenarios: [], notes: document.leftovers(only) };
  }
  for (const read of [document.get('apiVersion'), document.get('kind'), type]) read.text();
  const spec = isSchedule ? document.get('spec', kind.scheduled) : document.get('spec');
  const metadata = document.get('metadata');
  const name = metadata.get('name').text() ?? String(type.value);
  const fault = kind.convert(spec, metadata.get('namespace'));
  const steps = fault.refused
    ? fault.steps.map(step => dismissed(step, ['not carried over: a selector that it needs cannot be said here']))
    : fault.steps;
  const action = String(spec.get('action').value ?? type.value);
  const notes = [...fault.notes, ...runNotes(document, spec)];
  return { scenarios: [{ name: scenarioName(`${name}: ${action}`), steadyState: [], steps, notes }], notes: [] };
}

/** When and where the experiment runs is for the run to say. */
function runNotes(document: Source, spec: Source): Note[] {
  const when = 'a run begins when it is asked for';
  return [
    ...spec.get('scheduler').leftovers(when),
    ...document.get('spec', 'schedule').leftovers(when),
    ...spec.get('remoteCluster').leftovers('the cluster is that of the run'),
    ...document.get('metadata').leftovers('no object of Chaos Mesh is made'),
    ...document.leftovers(),
  ];
}
