import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { InfrastructureFailure, InvalidInput } from '../../src/errors.ts';
import { connect, readJson } from '../../src/kubernetes/connect.ts';
import { closedPort, serveHttp, serveTcp } from '../probes/servers.ts';

const folder = mkdtempSync(join(tmpdir(), 'chaos-gate-connect-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a kubeconfig; JSON is YAML. */
function write(content: string | Record<string, unknown>): string {
  const path = join(folder, `config-${Math.random()}`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function kubeconfigFor(server: string): Record<string, unknown> {
  return {
    'current-context': 'test',
    contexts: [{ name: 'test', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'u', user: { token: 'secret-token' } }],
  };
}

describe('a kubeconfig that is no good is one message', () => {
  const cases: { name: string; path: () => string; message: RegExp; context?: string }[] = [
    { name: 'is not there', path: () => join(folder, 'absent'), message: /absent: cannot be read \(ENOENT\)$/ },
    { name: 'is a folder', path: () => folder, message: /cannot be read \(EISDIR\)$/ },
    { name: 'is not YAML', path: () => write('a: [1'), message: /: is not a kubeconfig: .+$/ },
    {
      name: 'is something else',
      path: () => write('just text'),
      message: /: has no contexts; expected the file that kubectl uses$/,
    },
    {
      name: 'has no current context',
      path: () => write({ ...kubeconfigFor('https://x'), 'current-context': '' }),
      message: /name one of test$/,
    },
    {
      name: 'lacks the context',
      path: () => write(kubeconfigFor('https://x')),
      message: /: has no context "prod"; it has test$/,
      context: 'prod',
    },
    {
      name: 'lacks the cluster',
      path: () => write({ ...kubeconfigFor('https://x'), clusters: [] }),
      message: /names a cluster that the file does not have$/,
    },
    {
      name: 'lacks the user',
      path: () => write({ ...kubeconfigFor('https://x'), users: [] }),
      message: /names a user that the file does not have$/,
    },
    {
      name: 'names no server',
      path: () => write(kubeconfigFor('nowhere')),
      message: /"nowhere" is not the address of a server$/,
    },
  ];
  test.each(cases)('$name', async ({ path, message, context }) => {
    const failure: Error = await connect(path(), context).then(
      () => new Error('it connected'),
      error => error,
    );
    expect(failure).toBeInstanceOf(InvalidInput);
    expect(failure.message).toMatch(message);
    expect(failure.message).not.toContain('\n');
  });
});

describe('a cluster that does not answer is one sentence, soon', () => {
  const failureOf = async (server: string, timeoutMs = 10_000): Promise<string> => {
    const failure: unknown = await connect(write(kubeconfigFor(server)), undefined, { timeoutMs }).catch(
      error => error,
    );
    expect(failure).toBeInstanceOf(InfrastructureFailure);
    return (failure as Error).message;
  };

  test('nothing listens', async () => {
    const server = `https://127.0.0.1:${await closedPort()}`;
    expect(await failureOf(server)).toMatch(
      /^the cluster of context "test" at https:\S+ does not answer as one: its version: .*ECONNREFUSED/,
    );
  });

  test('it accepts and says nothing', async () => {
    await using mute = await serveTcp(() => {});
    expect(await failureOf(`https://127.0.0.1:${mute.port}`, 300)).toMatch(/its version: no answer within 300 ms$/);
  });

  test('it is something else', async () => {
    await using page = await serveHttp((_, response) => response.end('<html>'));
    expect(await failureOf(`http://127.0.0.1:${page.port}`)).toMatch(/its version: the answer is not JSON$/);
    await using login = await serveHttp((_, response) => response.writeHead(401).end('Unauthorized'));
    expect(await failureOf(`http://127.0.0.1:${login.port}`)).toMatch(/its version: 401: Unauthorized$/);
  });

  test('an abort is not taken for that', async () => {
    await using mute = await serveTcp(() => {});
    const path = write(kubeconfigFor(`https://127.0.0.1:${mute.port}`));
    const signal = AbortSignal.timeout(100);
    await expect(connect(path, undefined, { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

test('requests carry the token, and share a connection', async () => {
  const tokens: unknown[] = [];
  await using server = await serveHttp((request, response) => {
    tokens.push(request.headers.authorization);
    response.end('{"items": []}');
  });
  const connection = await connect(write(kubeconfigFor(`http://127.0.0.1:${server.port}`)), undefined);
  await readJson(connection, { path: '/api/v1/pods' });
  await readJson(connection, { path: '/api/v1/pods' });
  expect(tokens).toEqual(Array(3).fill('Bearer secret-token'));
  expect(server.connections()).toBe(1);
});
