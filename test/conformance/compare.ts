import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readConnection } from './connection.ts';
import { differences } from './difference.ts';
import { type RunningCluster, startEmbeddedCluster } from './embedded-cluster.ts';
import { reasonFor } from './known-differences.ts';
import { findKubectl } from './kubectl-command.ts';
import { asStored, readRecording } from './recording.ts';
import { groups } from './requests/index.ts';
import type { ConformanceRequest, RequestGroup } from './requests/request.ts';
import { needsKubectl } from './run-group.ts';
import { runGroups } from './run-groups.ts';

const mostShown = 12;

/**
 * Compares a cluster with the recording and writes every difference as Markdown: for whoever mends them. The cluster is
 * an embedded one, started here, or that of --kubeconfig.
 */
async function compare(cluster: RunningCluster, out: string, only: readonly string[]): Promise<void> {
  const connection = readConnection(cluster.kubeconfig);
  const kubectl = await findKubectl();
  const usable = 'missing' in kubectl ? undefined : kubectl;
  const sections: { readonly text: string; readonly weight: number }[] = [];
  const totals: string[] = [];
  let agreed = 0;
  let asked = 0;
  const wanted = groups.filter(one => only.length === 0 || only.includes(one.name));
  const run = runGroups(
    connection,
    wanted.filter(group => usable || !needsKubectl(group)),
    usable,
  );
  for (const [group, answered] of run) {
    const { answers } = readRecording(group);
    const got = asStored(await answered);
    const found = group.requests
      .map(request => ({ request, lines: differences(answers[request.title], got[request.title]) }))
      .filter(({ lines }) => lines.length > 0);
    asked += group.requests.length;
    agreed += group.requests.length - found.length;
    totals.push(`- ${group.name}: ${group.requests.length - found.length} of ${group.requests.length}`);
    process.stderr.write(`${totals.at(-1)}\n`);
    sections.push(
      ...found.map(({ request, lines }) => ({ text: section(group, request, lines), weight: weightOf(lines) })),
    );
  }
  const head = `# ${agreed} of ${asked} agree\n\n${totals.join('\n')}\n`;
  const worstFirst = sections.toSorted((a, b) => a.weight - b.weight).map(one => one.text);
  await writeFile(out, `${head}\n${worstFirst.join('\n')}`);
  process.stderr.write(`${agreed} of ${asked} agree; the differences are in ${out}\n`);
}

/** 0: nothing came, or success and failure are mixed up; 1: another code; 2: what was said differs. */
function weightOf(lines: readonly string[]): number {
  if (lines.some(line => /^(failed|body\.waited|waited)/.test(line))) return 0;
  const code = lines.find(line => /^(status|exitCode): /.test(line));
  if (!code) return 2;
  const [expected, got] = (code.match(/\d+/g) ?? []).map(
    number => Number(number) >= 300 || (code.startsWith('exit') && Number(number) > 0),
  );
  return expected === got ? 1 : 0;
}

function section(group: RequestGroup, request: ConformanceRequest, lines: readonly string[]): string {
  const name = `${group.name} › ${request.title}`;
  const known = reasonFor(name);
  const { title: _, ...what } = request;
  const more = lines.length > mostShown ? [`… and ${lines.length - mostShown} more`] : [];
  return [
    `## ${name}${known ? ` (known: ${known})` : ''}`,
    `    ${JSON.stringify(what).slice(0, 600)}`,
    ...[...lines.slice(0, mostShown), ...more].map(line => `- ${line.slice(0, 700)}`),
    '',
  ].join('\n');
}

const { values, positionals } = parseArgs({
  options: { kubeconfig: { type: 'string' }, out: { type: 'string', default: 'conformance-differences.md' } },
  allowPositionals: true,
});
const cluster = values.kubeconfig
  ? { kubeconfig: values.kubeconfig, stop: async () => {} }
  : await startEmbeddedCluster();
try {
  await compare(cluster, values.out, positionals);
} finally {
  await cluster.stop();
}
