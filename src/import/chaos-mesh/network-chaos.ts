import type { Draft, DraftMap } from '../../draft/draft.ts';
import type { Note } from '../note.ts';
import type { Source } from '../source.ts';
import { importDuration } from './duration.ts';
import type { MeshFault } from './fault.ts';
import { importSelection } from './selection.ts';

/** The blocks that a NetworkChaos may have, and what each becomes; the others (duplicate, corrupt) have no counterpart. */
const effects: Readonly<Record<string, (block: Source) => DraftMap | undefined>> = {
  delay: importDelay,
  loss: importLoss,
  bandwidth: importRate,
  rate: importRate,
};

/** A step for each effect: `netem` may have several. */
export function importNetworkChaos(spec: Source, namespace: Source): MeshFault {
  const action = spec.get('action');
  const wanted = action.value === 'netem' ? Object.keys(effects) : [String(action.value)];
  const found = action.value === 'partition' ? [{ partition: {} }] : wanted.flatMap(name => importEffect(spec, name));
  if (found.length === 0)
    return {
      steps: [],
      notes: action.leftovers('of its actions delay, loss, bandwidth, rate and partition are imported'),
    };
  action.text();
  const selection = importSelection(spec, namespace);
  const direction = importDirection(spec.get('direction'));
  const target = importTarget(spec.get('target'), namespace);
  const duration = importDuration(spec.get('duration'));
  const narrowing = [
    ...spec.get('externalTargets').leftovers('without them all traffic would be hit'),
    ...spec.get('direction').leftovers('without it other traffic would be hit'),
  ];
  const refused = [...selection.refused, ...target.refused, ...narrowing];
  const { matches, filters } = selection;
  const apart =
    found.length > 1 && filters ? [action.remark('"netem": here each of its effects chooses its pods')] : [];
  return {
    steps: found.map(effect => ({
      networkAction: { matches, filters, ...effect, direction, ...target.peers, duration },
    })),
    refused: refused.length > 0,
    notes: [...refused, ...selection.notes, ...apart],
  };
}

function importEffect(spec: Source, name: string): DraftMap[] {
  const effect = Object.hasOwn(effects, name) ? effects[name]?.(spec.get(name)) : undefined;
  return effect ? [effect] : [];
}

function importDelay(block: Source): DraftMap | undefined {
  const latency = block.get('latency').text();
  if (latency === undefined) return undefined;
  const jitter = block.get('jitter').text();
  return { delay: { latency, jitter: jitter === '0ms' || jitter === '0' ? undefined : jitter } };
}

function importLoss(block: Source): DraftMap | undefined {
  const percent = block.get('loss').number();
  return percent === undefined ? undefined : { loss: `${percent}%` };
}

/** Chaos Mesh counts bytes a second here, as tc's `bps` does. */
const bitsOf: Readonly<Record<string, string>> = { bps: 'bit', kbps: 'kbit', mbps: 'mbit', gbps: 'gbit' };

function importRate(block: Source): DraftMap | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kmg]?bps)$/i.exec(String(block.get('rate').value));
  if (!match) return undefined;
  block.get('rate').text();
  return { rate: `${Number(match[1]) * 8}${bitsOf[String(match[2]).toLowerCase()]}` };
}

/** Seen from the chosen pods, as ours; theirs is `to` where nothing is said. */
function importDirection(direction: Source): string | undefined {
  const ours = { to: 'egress', from: 'ingress', both: 'both' }[String(direction.value ?? 'to')];
  if (ours) direction.text();
  return ours;
}

interface MeshTarget {
  readonly peers: { readonly peers?: Draft };
  readonly refused: readonly Note[];
}

/** With whom the traffic is. Ours are all pods that match: less than that cannot be said. */
function importTarget(target: Source, namespace: Source): MeshTarget {
  if (target.value === undefined) return { peers: {}, refused: [] };
  const { matches, filters, refused } = importSelection(target, namespace);
  const narrowed = filters ? [target.remark('not carried over, peers are all pods that match')] : [];
  return { peers: { peers: { matches } }, refused: [...refused, ...narrowed] };
}
