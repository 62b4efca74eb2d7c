import type { AnyObject } from '../cluster-api.ts';
import type { Resource } from '../resources/index.ts';
import { qosClassOf } from './qos-class.ts';

/** Status of a new object: what its kind begins with, whatever the client sent. Nodes keep what their kubelet sent. */
export function setInitialStatus(resource: Resource, object: AnyObject): void {
  if (!resource.separateStatus || resource.plural === 'nodes') return;
  const initial = initialStatus(resource, object);
  if (initial) object.status = initial;
  else delete object.status;
}

function initialStatus(resource: Resource, object: AnyObject): AnyObject | undefined {
  switch (resource.kind) {
    case 'Pod':
      return { phase: 'Pending', qosClass: qosClassOf(object) };
    case 'Namespace':
      return { phase: 'Active' };
    case 'PersistentVolume':
    case 'PersistentVolumeClaim':
      return { phase: 'Pending' };
    case 'Service':
      return { loadBalancer: {} };
    case 'Ingress':
      return { loadBalancer: {} };
    case 'Deployment':
    case 'Job':
    case 'CronJob':
    case 'ResourceQuota':
      return {};
    case 'ReplicaSet':
    case 'ReplicationController':
      return { replicas: 0 };
    case 'StatefulSet':
      return { availableReplicas: 0, replicas: 0 };
    case 'DaemonSet':
      return { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 };
    case 'PodDisruptionBudget':
      return { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 };
    case 'HorizontalPodAutoscaler':
      return { currentMetrics: null, desiredReplicas: 0 };
    case 'CustomResourceDefinition':
      return {
        acceptedNames: { kind: '', plural: '' },
        conditions: null,
        storedVersions: [object.spec?.versions ?? []]
          .flat()
          .filter((one: AnyObject) => one.storage)
          .map((one: AnyObject) => one.name),
      };
    default:
      return undefined;
  }
}
