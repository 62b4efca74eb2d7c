import { ApiError, type ClusterApi } from '../api/cluster-api.ts';
import type { EventRecorder } from './event-recorder.ts';
import type { Identified, Pod } from './objects.ts';

/** Creates a pod in its owner's name, with the event that tells of it. Throws the API server's ApiError. */
export function createPod(api: ClusterApi, record: EventRecorder, owner: Identified, pod: Pod): Pod {
  try {
    const created = api.create('pods', pod);
    record(owner, 'Normal', 'SuccessfulCreate', `Created pod: ${created.metadata!.name}`);
    return created;
  } catch (error) {
    if (error instanceof ApiError) record(owner, 'Warning', 'FailedCreate', `Error creating: ${error.message}`);
    throw error;
  }
}

/** Deletes exactly this pod (not a namesake), with the event that tells of it. Throws the API server's ApiError. */
export function deletePod(api: ClusterApi, record: EventRecorder, owner: Identified, pod: Pod): void {
  const { namespace, name, uid } = pod.metadata!;
  try {
    if (api.delete('pods', namespace, name!, { preconditions: { uid } })) {
      record(owner, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`);
    }
  } catch (error) {
    if (error instanceof ApiError) record(owner, 'Warning', 'FailedDelete', `Error deleting: ${error.message}`);
    throw error;
  }
}
