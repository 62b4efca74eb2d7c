import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, GroupAnswers } from './answer.ts';
import { type Connection, exchange } from './connection.ts';
import type { Kubectl } from './kubectl-command.ts';
import { answerKubectl } from './kubectl-request.ts';
import { answerRaw } from './raw-request.ts';
import { type ConformanceRequest, get, type RequestGroup } from './requests/request.ts';
import type { Variables } from './variables.ts';
import { answerWatch } from './watch-request.ts';

/** True when a request of the group is a kubectl command: then the group as a whole needs kubectl. */
export const needsKubectl = (group: RequestGroup) => group.requests.some(request => 'kubectl' in request);

/**
 * Sends the requests of a group in their order, in a new namespace, and returns the normalised answers by title.
 * A request without an answer has one that says so; nothing is thrown for it.
 */
export async function runGroup(
  connection: Connection,
  group: RequestGroup,
  kubectl: Kubectl | undefined,
): Promise<GroupAnswers> {
  const home = await mkdtemp(join(tmpdir(), 'conformance-'));
  const variables: Variables = new Map();
  variables.set('namespace', `${group.name}-${randomBytes(3).toString('hex')}`);
  try {
    await prepareNamespace(connection, variables);
    const answers: Record<string, Answer> = {};
    for (const request of group.requests)
      answers[request.title] = await answerRequest(connection, request, variables, home, kubectl).catch(noAnswer);
    return answers;
  } finally {
    await rm(home, { recursive: true, force: true });
    await deleteNamespace(connection, variables);
  }
}

async function answerRequest(
  connection: Connection,
  request: ConformanceRequest,
  variables: Variables,
  home: string,
  kubectl: Kubectl | undefined,
): Promise<Answer> {
  if ('watch' in request) return answerWatch(connection, request, variables);
  if ('method' in request) return answerRaw(connection, request, variables);
  if (!kubectl) throw new Error('this group needs kubectl');
  return answerKubectl(connection, request, variables, home, kubectl);
}

const noAnswer = (error: unknown): Answer => ({ failed: error instanceof Error ? error.message : String(error) });

/** Creates the group's namespace and waits for what every namespace gets a moment later. */
async function prepareNamespace(connection: Connection, variables: Variables): Promise<void> {
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: variables.get('namespace') } };
  const created = await answerRaw(
    connection,
    { title: '', method: 'POST', path: '/api/v1/namespaces', body },
    variables,
  );
  if (created.status !== 201) throw new Error(`the namespace was not created: ${JSON.stringify(created)}`);
  const home = '/api/v1/namespaces/$namespace';
  const given = { 'metadata.namespace': variables.get('namespace') };
  await answerRaw(connection, get('', `${home}/serviceaccounts/default`, { until: given }), variables);
  await answerRaw(connection, get('', `${home}/configmaps/kube-root-ca.crt`, { until: given }), variables);
  await answerRaw(connection, get('', '/api/v1/nodes', { capture: { node: 'items.0.metadata.name' } }), variables);
}

async function deleteNamespace(connection: Connection, variables: Variables): Promise<void> {
  const path = `/api/v1/namespaces/${variables.get('namespace')}`;
  await exchange(connection, { method: 'DELETE', path }, AbortSignal.timeout(10_000));
}
