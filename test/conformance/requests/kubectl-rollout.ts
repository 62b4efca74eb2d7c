import { deployment, workload } from './objects.ts';
import { kubectl, type RequestGroup } from './request.ts';

const status = (title: string, object: string) =>
  kubectl(title, ['rollout', 'status', object, '--timeout=60s'], { lastLine: true });

/** Rollouts of running workloads. */
export const kubectlRollout: RequestGroup = {
  name: 'kubectl-rollout',
  requests: [
    kubectl('create', ['create', '-f', '-'], { stdin: [deployment('web', { replicas: 2 })] }),
    status('first rollout', 'deployment/web'),
    kubectl('get', ['get', 'deployment', 'web']),
    kubectl('get wide', ['get', 'deployment,replicaset', '-o', 'wide']),
    kubectl('pods', ['get', 'pods', '--no-headers']),
    kubectl('describe', ['describe', 'deployment', 'web']),
    kubectl('new environment', ['set', 'env', 'deployment/web', 'COLOUR=blue']),
    status('second rollout', 'deployment/web'),
    kubectl('history', ['rollout', 'history', 'deployment/web']),
    kubectl('one revision', ['rollout', 'history', 'deployment/web', '--revision=2']),
    kubectl('unknown revision', ['rollout', 'history', 'deployment/web', '--revision=9']),
    kubectl('undo', ['rollout', 'undo', 'deployment/web']),
    status('third rollout', 'deployment/web'),
    kubectl('history after undo', ['rollout', 'history', 'deployment/web']),
    kubectl('undo to what is not there', ['rollout', 'undo', 'deployment/web', '--to-revision=7']),
    kubectl('pause', ['rollout', 'pause', 'deployment/web']),
    kubectl('pause once more', ['rollout', 'pause', 'deployment/web']),
    kubectl('undo while paused', ['rollout', 'undo', 'deployment/web']),
    kubectl('resume', ['rollout', 'resume', 'deployment/web']),
    kubectl('restart', ['rollout', 'restart', 'deployment/web']),
    status('fourth rollout', 'deployment/web'),
    kubectl('an image that is not there', ['set', 'image', 'deployment/web', 'main=registry.invalid/none:1']),
    kubectl('a rollout that hangs', ['rollout', 'status', 'deployment/web', '--timeout=2s'], { lastLine: true }),
    kubectl('back', ['rollout', 'undo', 'deployment/web']),
    status('fifth rollout', 'deployment/web'),
    kubectl('scale to three', ['scale', 'deployment/web', '--replicas=3']),
    kubectl('wait for three', ['wait', 'deployment/web', '--for=jsonpath={.status.readyReplicas}=3', '--timeout=30s']),
    kubectl('delete', ['delete', 'deployment', 'web']),
    kubectl('StatefulSet and DaemonSet', ['create', '-f', '-'], {
      stdin: [workload('StatefulSet', 'db', { replicas: 2, serviceName: 'db' }), workload('DaemonSet', 'agent')],
    }),
    status('rollout of a StatefulSet', 'statefulset/db'),
    status('rollout of a DaemonSet', 'daemonset/agent'),
    kubectl('ordered names', ['get', 'pods', '-l', 'app=db', '-o', 'name']),
    kubectl('restart a StatefulSet', ['rollout', 'restart', 'statefulset/db']),
    status('second rollout of a StatefulSet', 'statefulset/db'),
    kubectl('history of a StatefulSet', ['rollout', 'history', 'statefulset/db']),
    kubectl('get both', ['get', 'statefulset,daemonset', '-o', 'wide']),
    kubectl('status of what is not there', ['rollout', 'status', 'deployment/absent']),
  ],
};
