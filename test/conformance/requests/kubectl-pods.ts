import { endingContainer, image, pod, podSpec } from './objects.ts';
import { kubectl, type RequestGroup } from './request.ts';

const two = { ...podSpec, containers: [...podSpec.containers, { ...podSpec.containers[0], name: 'side' }] };
const exec = (title: string, ...command: string[]) => kubectl(title, ['exec', 'web', '--', ...command]);

/** Running Pods: logs, commands inside, descriptions, deletion. */
export const kubectlPods: RequestGroup = {
  name: 'kubectl-pods',
  requests: [
    kubectl('create', ['create', '-f', '-'], {
      stdin: [
        pod('web', podSpec, { labels: { app: 'web' } }),
        pod('two', two),
        pod('fails', { restartPolicy: 'Never', containers: [endingContainer(3)] }),
      ],
    }),
    kubectl('wait until ready', ['wait', 'pod/web', 'pod/two', '--for=condition=Ready', '--timeout=60s']),
    kubectl('wait until failed', ['wait', 'pod/fails', '--for=jsonpath={.status.phase}=Failed', '--timeout=60s']),
    kubectl('get', ['get', 'pods']),
    kubectl('get wide', ['get', 'pods', '-o', 'wide']),
    kubectl('describe', ['describe', 'pod', 'web']),
    kubectl('describe a failed one', ['describe', 'pod', 'fails'], {
      lines: '^(Status|    (State|Last State|  Exit Code|  Reason))',
    }),
    kubectl('logs', ['logs', 'web']),
    kubectl('logs with a tail', ['logs', 'web', '--tail=1']),
    kubectl('logs with times', ['logs', 'web', '--timestamps']),
    kubectl('logs by label', ['logs', '-l', 'app=web', '--prefix']),
    kubectl('logs of two containers', ['logs', 'two']),
    kubectl('logs of one of two', ['logs', 'two', '-c', 'side']),
    kubectl('logs of all containers', ['logs', 'two', '--all-containers']),
    kubectl('logs of an unknown container', ['logs', 'web', '-c', 'absent']),
    kubectl('logs of the one before', ['logs', 'web', '--previous']),
    kubectl('logs of what is not there', ['logs', 'absent']),
    kubectl('logs, followed to the end', ['logs', 'fails', '-f']),
    exec('exec', 'node', '-e', 'console.log(40 + 2)'),
    exec('exec to standard error', 'node', '-e', 'console.error("oops")'),
    exec('exec with an exit code', 'node', '-e', 'process.exit(7)'),
    exec('exec of what is not there', 'no-such-program'),
    kubectl('exec with input', ['exec', '-i', 'web', '--', 'node', '-e', 'process.stdin.pipe(process.stdout)'], {
      stdin: 'through and back\n',
    }),
    exec('exec sees the host name', 'node', '-p', 'process.env.HOSTNAME'),
    kubectl('exec in one of two', ['exec', 'two', '-c', 'side', '--', 'node', '-p', '1']),
    kubectl('exec without a container name', ['exec', 'two', '--', 'node', '-p', '1']),
    kubectl('exec in a pod that ended', ['exec', 'fails', '--', 'node', '-p', '1']),
    kubectl('exec in what is not there', ['exec', 'absent', '--', 'true']),
    kubectl('run', ['run', 'quick', `--image=${image}`, '--restart=Never', '--', 'node', '-p', '6 * 7']),
    kubectl('wait for it', ['wait', 'pod/quick', '--for=jsonpath={.status.phase}=Succeeded', '--timeout=60s']),
    kubectl('its log', ['logs', 'quick']),
    kubectl('delete', ['delete', 'pod', 'quick', 'fails']),
    kubectl('delete by force', ['delete', 'pod', 'two', '--force']),
    kubectl('delete with a grace period', ['delete', 'pod', 'web', '--grace-period=1']),
    kubectl('gone', ['get', 'pod', 'web']),
  ],
};
