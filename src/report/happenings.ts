import type { ClusterEvent, EndpointChanged, JournalEvent, PodChanged } from '../journal/event.ts';

/** What the cluster did in the course of an experiment, with its moment from the experiment's start. */
export interface Happening {
  readonly t: number;
  readonly event: PodChanged | EndpointChanged | ClusterEvent;
}

export interface Happenings {
  /** By time. */
  readonly all: readonly Happening[];
  /** How many there was no room for. */
  readonly left: number;
  /** Takes those events that are happenings, and lets the others pass. */
  add(t: number, event: JournalEvent): void;
}

/** So many of each weight: a storm of harmless ones does not push out the warnings. */
const maxOfEach = 200;

/** Gathers them; warnings and harm to pods have room of their own. */
export function gatherHappenings(): Happenings {
  const kept: { grave: Happening[]; mild: Happening[] } = { grave: [], mild: [] };
  let left = 0;
  return {
    get all() {
      return [...kept.grave, ...kept.mild].sort((a, b) => a.t - b.t);
    },
    get left() {
      return left;
    },
    add(t, event) {
      if (event.type !== 'pod-changed' && event.type !== 'endpoint-changed' && event.type !== 'cluster-event') return;
      const room = isGrave(event) ? kept.grave : kept.mild;
      if (room.length < maxOfEach) room.push({ t, event });
      else left++;
    },
  };
}

/** Says of something that it went wrong. */
export function isGrave(event: Happening['event']): boolean {
  if (event.type === 'cluster-event') return event.warning;
  if (event.type === 'endpoint-changed') return event.change === 'removed';
  return ['not-ready', 'restarted', 'failed', 'gone'].includes(event.change);
}

/** In words: `Pod shop/api-1: not-ready`. */
export function describeHappening(event: Happening['event']): string {
  switch (event.type) {
    case 'pod-changed':
      return `Pod ${event.namespace}/${event.name}: ${event.change}`;
    case 'endpoint-changed':
      return `Service ${event.namespace}/${event.service}: endpoint ${event.name} ${event.change}`;
    case 'cluster-event':
      return `${event.warning ? 'Warning: ' : ''}${event.object}: ${event.reason}: ${event.message}`;
  }
}
