import { parseArgs } from 'node:util';
import { type Connection, exchange, readConnection } from './connection.ts';
import { findKubectl } from './kubectl-command.ts';
import { writeRecording } from './recording.ts';
import { groups } from './requests/index.ts';
import { needsKubectl, runGroup } from './run-group.ts';

/** Writes fixtures/recorded/kube-apiserver: what the cluster of a kubeconfig answers to every request of the suite. */
async function record(kubeconfig: string, only: readonly string[]): Promise<void> {
  const connection = readConnection(kubeconfig);
  const kubectl = await findKubectl();
  if ('missing' in kubectl) throw new Error(kubectl.missing);
  const serverVersion = await versionOf(connection);
  for (const group of groups.filter(one => only.length === 0 || only.includes(one.name))) {
    const started = performance.now();
    const answers = await runGroup(connection, group, kubectl);
    await writeRecording(group, {
      command: 'node test/conformance/record.ts --kubeconfig KUBECONFIG',
      serverVersion,
      ...(needsKubectl(group) && { kubectlVersion: kubectl.version }),
      requests: group.requests,
      answers,
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stderr.write(`${group.name}: ${group.requests.length} requests in ${seconds} s\n`);
  }
}

async function versionOf(connection: Connection): Promise<string> {
  const answer = await exchange(connection, { method: 'GET', path: '/version' }, AbortSignal.timeout(10_000));
  return JSON.parse(answer.body).gitVersion;
}

const { values, positionals } = parseArgs({
  options: { kubeconfig: { type: 'string' } },
  allowPositionals: true,
});
if (!values.kubeconfig) throw new Error('usage: node test/conformance/record.ts --kubeconfig PATH [GROUP...]');
await record(values.kubeconfig, positionals);
