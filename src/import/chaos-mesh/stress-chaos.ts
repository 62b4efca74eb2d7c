import type { DraftMap } from '../../draft/draft.ts';
import type { Note } from '../note.ts';
import type { Source } from '../source.ts';
import { importDuration } from './duration.ts';
import type { MeshFault } from './fault.ts';
import { importSelection } from './selection.ts';

/** A step for each stressor and container. Chaos Mesh stresses within the target's own limits: our `where: inside`. */
export function importStressChaos(spec: Source, namespace: Source): MeshFault {
  const stressors = spec.get('stressors');
  const notes: Note[] = [];
  const loads = [...importCpu(stressors.get('cpu'), notes), ...importMemory(stressors.get('memory'))];
  if (loads.length === 0)
    return { steps: [], notes: spec.leftovers('of its stressors cpu and memory are imported, with a size') };
  const { matches, filters, refused, notes: remarks } = importSelection(spec, namespace);
  if (loads.length > 1 && filters) notes.push(stressors.remark('here each of them chooses its pods'));
  const containers = spec.get('containerNames').items.flatMap(name => name.text() ?? []);
  const duration = importDuration(spec.get('duration'));
  const everywhere = containers.length > 0 ? containers : [undefined];
  return {
    steps: loads.flatMap(({ kind, load }) =>
      everywhere.map(container => ({
        stressAction: { matches, filters, [kind]: { ...load, where: 'inside', container }, duration },
      })),
    ),
    refused: refused.length > 0,
    notes: [...refused, ...remarks, ...notes],
  };
}

interface Load {
  readonly kind: 'cpu' | 'memory';
  readonly load: DraftMap;
}

/** So many workers, each busy for a share of the time, are so many busy processors. */
function importCpu(cpu: Source, notes: Note[]): Load[] {
  const workers = cpu.get('workers').number();
  if (workers === undefined) return [];
  const load = cpu.get('load').number() ?? 100;
  if (load !== 100) notes.push(cpu.remark(`${workers} workers at ${load} %: here as many processors are kept busy`));
  return [{ kind: 'cpu', load: { workers: (workers * load) / 100 } }];
}

const units: Readonly<Record<string, string>> = {
  B: '',
  KB: 'Ki',
  MB: 'Mi',
  GB: 'Gi',
  KIB: 'Ki',
  MIB: 'Mi',
  GIB: 'Gi',
};

function importMemory(memory: Source): Load[] {
  const size = memory.get('size');
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*(%|[KMG]?i?B)$/i.exec(String(size.value)) ?? [];
  if (number === '' || Number(number) <= 0) return [];
  size.text();
  if (unit === '%') return [{ kind: 'memory', load: { share: Math.min(Number(number), 100) / 100 } }];
  return [{ kind: 'memory', load: { bytes: `${number}${units[unit.toUpperCase()]}` } }];
}
