import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { context, getOctokit } from '@actions/github';
import { messageOf } from '../errors.ts';
import type { OutputFolder } from '../output-folder.ts';

/** What became of the comment: `skipped` where it cannot be written by design, `failed` where GitHub did not take it. */
export type CommentOutcome =
  | { readonly state: 'written'; readonly url: string }
  | { readonly state: 'skipped' | 'failed'; readonly why: string };

/** GitHub refuses a comment of more than 65 536 characters; some are kept for the marker and the last line. */
const maxBodyCharacters = 60_000;

/**
 * Puts the run's summary into one comment of the pull request: the first run writes it, later ones replace its text.
 * Never throws: a comment that cannot be written says nothing about the hypothesis.
 */
export async function commentOnPullRequest(folder: OutputFolder, token: string | undefined): Promise<CommentOutcome> {
  const number = context.payload.pull_request?.number;
  if (number === undefined) return { state: 'skipped', why: `the event ${context.eventName} is not a pull request's` };
  if (token === undefined) return { state: 'skipped', why: 'there is no github-token' };
  try {
    const marker = markerOf(process.env);
    const body = `${marker}\n${shorten(await readFile(join(folder.path, 'summary.md'), 'utf8'))}`;
    const octokit = getOctokit(token);
    const issue = { ...context.repo, issue_number: number };
    const comments = await octokit.paginate(octokit.rest.issues.listComments, { ...issue, per_page: 100 });
    const earlier = comments.find(comment => comment.body?.startsWith(marker));
    const { data } = earlier
      ? await octokit.rest.issues.updateComment({ ...context.repo, comment_id: earlier.id, body })
      : await octokit.rest.issues.createComment({ ...issue, body });
    return { state: 'written', url: data.html_url };
  } catch (error) {
    const { status } = error as { status?: unknown };
    // A fork's token reads only, whatever `permissions:` says.
    return status === 403 || status === 404
      ? { state: 'skipped', why: `the token may not write (${status}): ${messageOf(error)}` }
      : { state: 'failed', why: messageOf(error) };
  }
}

/** Invisible in the comment, and the same in every run of the same step: by it the comment is found again. */
export function markerOf(environment: NodeJS.ProcessEnv): string {
  const step = ['GITHUB_WORKFLOW', 'GITHUB_JOB', 'GITHUB_ACTION'].map(name => environment[name] ?? '').join(' / ');
  return `<!-- chaos-gate: ${step.replace(/[<>\n]|--/g, ' ')} -->`;
}

/** As many whole sections as there is room for, so that no table or block stays open. Pure. */
export function shorten(summary: string): string {
  if (summary.length <= maxBodyCharacters) return summary;
  const end = summary.lastIndexOf('\n## ', maxBodyCharacters);
  const kept = end > 0 ? summary.slice(0, end) : '';
  return `${kept}\n\nThere is no room for the rest here: the job's summary and report.html have it.\n`;
}
