import { createHash } from 'node:crypto';
import { context, getOctokit } from '@actions/github';
import { messageOf } from '../errors.ts';
import { isRateLimit, retryLater } from './retry-later.ts';

/** What became of the comment: `skipped` where it cannot be written by design, `failed` where GitHub did not take it. */
export type CommentOutcome =
  | { readonly state: 'written'; readonly url: string }
  | { readonly state: 'skipped' | 'failed'; readonly why: string };

/** How long GitHub's rate limits may keep the step waiting, each request anew. */
const maxWaitMs = 60_000;

/**
 * Puts a text into one comment of the pull request: the first run writes it, later ones replace its text.
 * Never throws: a comment that cannot be written says nothing about the hypothesis.
 */
export async function commentOnPullRequest(
  text: string,
  token: string | undefined,
  leg?: string,
): Promise<CommentOutcome> {
  const number = context.payload.pull_request?.number;
  if (number === undefined) return { state: 'skipped', why: `the event ${context.eventName} is not a pull request's` };
  if (token === undefined) return { state: 'skipped', why: 'there is no github-token' };
  try {
    const marker = markerOf(process.env, leg);
    const body = `${marker}\n${text}`;
    const octokit = getOctokit(token);
    const issue = { ...context.repo, issue_number: number };
    const list = () => octokit.paginate(octokit.rest.issues.listComments, { ...issue, per_page: 100 });
    const comments = await retryLater(list, maxWaitMs);
    const earlier = comments.find(comment => comment.body?.startsWith(marker));
    const write = async () => {
      const { data } = earlier
        ? await octokit.rest.issues.updateComment({ ...context.repo, comment_id: earlier.id, body })
        : await octokit.rest.issues.createComment({ ...issue, body });
      return data.html_url;
    };
    return { state: 'written', url: await retryLater(write, maxWaitMs) };
  } catch (error) {
    const { status } = error as { status?: unknown };
    // A fork's token reads only, whatever `permissions:` says.
    return (status === 403 || status === 404) && !isRateLimit(error as Parameters<typeof isRateLimit>[0])
      ? { state: 'skipped', why: `the token may not write (${status}): ${messageOf(error)}` }
      : { state: 'failed', why: messageOf(error) };
  }
}

/**
 * Invisible in the comment, and the same in every run of the same step: by it the comment is found again. The legs of a matrix
 * are one step, and nothing in the environment tells them apart: `leg` does. Pure.
 */
export function markerOf(environment: NodeJS.ProcessEnv, leg?: string): string {
  const step = ['GITHUB_WORKFLOW', 'GITHUB_JOB', 'GITHUB_ACTION'].map(name => environment[name] ?? '');
  const named = [...step, ...(leg === undefined ? [] : [createHash('sha256').update(leg).digest('hex').slice(0, 12)])];
  return `<!-- chaos-gate: ${named.join(' / ').replace(/[<>\n]|--/g, ' ')} -->`;
}
