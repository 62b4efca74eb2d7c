import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { CommentOutcome } from '../../src/action/comment.ts';
import { openFolder } from '../support/gate.ts';
import { openPullRequest, type PullRequest } from './pull-request.ts';

const module = fileURLToPath(new URL('../../src/action/comment.ts', import.meta.url));

/** Comments in a process of its own: the toolkit reads the event when it is loaded. */
async function comment(
  pull: PullRequest,
  body: string,
  token: string | null = 'ghs_0123456789',
): Promise<CommentOutcome> {
  const argv = [body, ...(token === null ? [] : [token])].map(argument => JSON.stringify(argument)).join(', ');
  const program = `import { commentOnPullRequest } from ${JSON.stringify(module)};
    console.log(JSON.stringify(await commentOnPullRequest(${argv})));`;
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program],
    {
      env: { PATH: process.env.PATH, ...pull.environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  return JSON.parse(await text(child.stdout)) as CommentOutcome;
}

const marker = '<!-- chaos-gate: chaos / kind / gate -->';
const changesOf = (pull: PullRequest) => pull.requests.filter(request => !request.startsWith('GET'));

test.concurrent('the first run writes a comment, the next replaces its text, also behind two hundred others', async () => {
  using folder = openFolder();
  await using pull = await openPullRequest(folder, { others: 250 });
  expect(await comment(pull, 'first')).toEqual({ state: 'written', url: expect.stringContaining('#issuecomment-251') });
  expect(await comment(pull, 'second')).toMatchObject({ state: 'written' });
  expect(pull.comments).toHaveLength(251);
  expect(pull.comments.at(-1)).toEqual({ id: 251, body: `${marker}\nsecond` });
  expect(pull.comments.slice(0, 250).every(({ body }) => body === 'Somebody else said something.')).toBe(true);
  expect(pull.requests.filter(request => request.startsWith('GET'))).toHaveLength(6);
  expect(changesOf(pull)).toEqual(['POST /repos/o/r/issues/7/comments', 'PATCH /repos/o/r/issues/comments/251']);
});

describe('refused for a while: it waits as long as it is asked to, and writes once', () => {
  test.concurrent.each(['secondary rate limit', 'too many requests', 'limit used up', 'bad gateway'] as const)(
    '%s',
    async refusal => {
      using folder = openFolder();
      await using pull = await openPullRequest(folder, { refusal, refusals: 2 });
      const before = performance.now();
      expect(await comment(pull, 'text')).toMatchObject({ state: 'written' });
      expect(performance.now() - before).toBeGreaterThan(1000);
      expect(changesOf(pull)).toHaveLength(3);
      expect(pull.comments.filter(({ body }) => body.startsWith(marker))).toHaveLength(1);
    },
  );
});

test.concurrent('refused again and again it gives up, and says it was the limit, not the permission', async () => {
  using folder = openFolder();
  await using pull = await openPullRequest(folder, { refusal: 'secondary rate limit', refusals: 100 });
  expect(await comment(pull, 'text')).toEqual({
    state: 'failed',
    why: expect.stringContaining('secondary rate limit'),
  });
  expect(changesOf(pull)).toHaveLength(4);
  expect(pull.comments).toHaveLength(1);
});

test.concurrent('a fork’s token may not write: skipped at once, one request', async () => {
  using folder = openFolder();
  await using pull = await openPullRequest(folder, { readOnly: true });
  expect(await comment(pull, 'text')).toEqual({
    state: 'skipped',
    why: expect.stringMatching(/may not write \(403\): Resource not accessible/),
  });
  expect(changesOf(pull)).toHaveLength(1);
});

test.concurrent('a token that GitHub does not know, or a text that is too long: failed, with GitHub’s words', async () => {
  using folder = openFolder();
  await using pull = await openPullRequest(folder);
  const unknown = await comment(pull, 'text', 'ghs_wrong');
  expect(unknown).toEqual({ state: 'failed', why: expect.stringContaining('Bad credentials') });
  const long = await comment(pull, 'x'.repeat(70_000));
  expect(long).toEqual({ state: 'failed', why: expect.stringContaining('Validation Failed') });
});

test.concurrent('without a token nothing is asked', async () => {
  using folder = openFolder();
  await using pull = await openPullRequest(folder);
  expect(await comment(pull, 'text', null)).toEqual({ state: 'skipped', why: 'there is no github-token' });
  expect(pull.requests).toEqual([]);
});
