import type { Draft } from '../../draft/draft.ts';
import type { Note } from '../note.ts';
import type { Source } from '../source.ts';
import type { MeshFault } from './fault.ts';
import { importSelection } from './selection.ts';

/** `pod-kill` deletes pods, `container-kill` ends containers. `pod-failure` has no counterpart. */
export function importPodChaos(spec: Source, namespace: Source): MeshFault {
  const actionNotes: Note[] = [];
  const actions = actionsOf(spec, actionNotes);
  if (actions.length === 0)
    return { steps: [], notes: spec.get('action').leftovers('its nearest counterparts are kill and killContainer') };
  const { matches, filters, refused, notes } = importSelection(spec, namespace);
  spec.get('action').text();
  return {
    steps: [{ podAction: { matches, filters, actions } }],
    refused: refused.length > 0,
    notes: [...refused, ...notes, ...actionNotes, ...spec.get('duration').leftovers('a kill takes no time')],
  };
}

function actionsOf(spec: Source, notes: Note[]): Draft[] {
  const action = spec.get('action').value;
  if (action === 'pod-kill') {
    const grace = spec.get('gracePeriod');
    const seconds = grace.number() ?? 0;
    if (seconds > 0)
      notes.push(grace.remark(`${seconds} s: here the pod gets the grace period that it asks for itself`));
    return [{ kill: { method: seconds === 0 ? 'force' : 'delete' } }];
  }
  if (action !== 'container-kill') return [];
  return spec.get('containerNames').items.flatMap(name => {
    const container = name.text();
    return container === undefined ? [] : [{ killContainer: { container } }];
  });
}
