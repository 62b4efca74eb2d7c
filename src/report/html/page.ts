import { formatMs } from '../../judge/observed.ts';
import { type Markup, markup, shorten } from '../markup.ts';
import type { ReportInput } from '../report.ts';
import { countVerdicts, describeCluster, marks, reproduce } from '../wording.ts';
import { columnsPerProbe } from './experiment-data.ts';
import { experimentSection } from './experiment-section.ts';
import { table } from './experiment-tables.ts';
import { pageScript, pageScriptHash, pageStyle, pageStyleHash } from './page-assets.ts';

/** Nothing is loaded, and only the page's own script runs: a page that shows what strangers' names hold must not do more. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `script-src '${pageScriptHash}'`,
  `style-src '${pageStyleHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** `report.html`: one file that needs no network, and says what matters without its script, too. */
export function renderHtml(input: ReportInput): string {
  const { result, remarks, digests } = input;
  const { verdict, reason, experiments } = result;
  const maxColumns = columnsPerProbe(digests);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${verdict} - chaos-gate</title>
<style>${{ markup: pageStyle }}</style>
</head>
<body>
<main>
<h1><span class="${verdict}">${marks[verdict]}</span> <span role="status" class="verdict ${verdict}">${verdict}</span></h1>
<p>${shorten(reason, 2000)}</p>
<p class="soft">${countVerdicts(experiments)} on: ${shorten(describeCluster(result.cluster), 500)}.</p>
${experiments.length > 1 ? overview(input) : undefined}
${remarks.length > 0 ? markup`<h2>Remarks</h2><ul>${remarks.map(remark => markup`<li>${shorten(remark, 1000)}</li>`)}</ul>` : undefined}
${experiments.map((experiment, index) => experimentSection(input, experiment, digests[index], index, maxColumns))}
<section aria-labelledby="environment"><h2 id="environment">Environment</h2>
<table><tbody>
${environment(input).map(
  ([name, value]) => markup`<tr><th scope="row">${name}</th><td>${value}</td></tr>
`,
)}</tbody></table>
<h2>Again</h2><pre>${reproduce(result)}</pre></section>
</main>
<script>${{ markup: pageScript }}</script>
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
  return table('Experiments', ['Verdict', 'Experiment', 'Why'], rows);
}

function environment({ result }: ReportInput): [string, string][] {
  return [
    ['Cluster', describeCluster(result.cluster)],
    ...(result.cluster ? [['Nodes', result.cluster.nodes.join(', ')] satisfies [string, string]] : []),
    ['Started', result.startedAt],
    ['Duration', formatMs(result.durationMs)],
    ['Seed', String(result.seed)],
    ['Compat', result.compat],
    ['Exit code', String(result.exitCode)],
    ['Files', result.files.join(', ')],
    ['chaos-gate', result.tool.version],
  ];
}
