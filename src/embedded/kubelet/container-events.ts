import type { EventRecorder } from '../controllers/event-recorder.ts';
import type { Pod } from './pod/restart-policy.ts';

export type RecordEvent = (type: 'Normal' | 'Warning', reason: string, message: string) => void;

/** Records events about a pod, or about the part of it that `fieldPath` names (`spec.containers{web}`). */
export function eventsAbout(record: EventRecorder, pod: () => Pod, fieldPath?: string): RecordEvent {
  return (type, reason, message) => {
    const { metadata } = pod();
    record({ apiVersion: 'v1', kind: 'Pod', metadata, fieldPath }, type, reason, message);
  };
}
