import { formatMs } from '../../judge/observed.ts';
import { type Markup, markup, shorten } from '../markup.ts';
import type { ReportInput } from '../report.ts';
import { countVerdicts, describeCluster, marks, reproduce } from '../wording.ts';
import { experimentSection } from './experiment-section.ts';
import { style } from './style.ts';

/** Nothing is loaded and nothing runs: a page that shows what strangers' names hold should not be able to. */
const contentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** `report.html`: one file that needs no network. */
export function renderHtml(input: ReportInput): string {
  const { result, remarks, digests, files } = input;
  const { verdict, reason, experiments } = result;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${verdict} - chaos-gate</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
<h1><span class="${verdict}">${marks[verdict]}</span> <span role="status" class="verdict ${verdict}">${verdict}</span></h1>
<p>${shorten(reason, 2000)}</p>
<p class="soft">${countVerdicts(experiments)} on: ${describeCluster(result.cluster)}.</p>
${overview(input)}
${remarks.length > 0 ? markup`<h2>Remarks</h2><ul>${remarks.map(remark => markup`<li>${shorten(remark, 1000)}</li>`)}</ul>` : undefined}
${experiments.map((experiment, index) => experimentSection(input, experiment, digests[index], index))}
<section aria-labelledby="environment"><h2 id="environment">Environment</h2>
<table><tbody>
${environment(input).map(
  ([name, value]) => markup`<tr><th scope="row">${name}</th><td>${value}</td></tr>
`,
)}</tbody></table>
<h2>Again</h2><pre>${reproduce(result, files)}</pre></section>
</main>
</body>
</html>
`.markup;
}

function overview({ result }: ReportInput): Markup {
  const rows = result.experiments.map(
    ({ name, verdict, reason }, index) =>
      markup`<tr><td class="verdict ${verdict}">${marks[verdict]} ${verdict}</td><td><a href="#experiment-${index + 1}">${shorten(name)}</a></td><td>${shorten(reason, 500)}</td></tr>
`,
  );
  return markup`<table><caption>Experiments</caption><thead><tr><th scope="col">Verdict</th><th scope="col">Experiment</th><th scope="col">Why</th></tr></thead><tbody>
${rows}</tbody></table>`;
}

function environment({ result, files }: ReportInput): [string, string][] {
  return [
    ['Cluster', describeCluster(result.cluster)],
    ...(result.cluster ? [['Nodes', result.cluster.nodes.join(', ')] satisfies [string, string]] : []),
    ['Started', result.startedAt],
    ['Duration', formatMs(result.durationMs)],
    ['Seed', String(result.seed)],
    ['Compat', result.compat],
    ['Exit code', String(result.exitCode)],
    ['Files', files.join(', ')],
    ['chaos-gate', result.tool.version],
  ];
}
