import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { catalogue, notOffered } from '../src/faults/catalogue.ts';

export const faultsDoc = new URL('../docs/faults.md', import.meta.url);

const introduction = `# Faults

Generated from \`src/faults/catalogue.ts\` by \`node scripts/faults-doc.js\`.

A fault counts when a second source proves it, the **receipt**; one that did not land makes the experiment inconclusive. What takes it
back is on disk before it is injected, and \`chaos-gate undo\` replays it. Where nothing but the gate's own traffic meets a rule of the network in
its first three seconds, the receipt and a notice say so: it is there, and nobody was seen who would feel it. What a cluster or machine cannot do is
\`fault-unsupported\`, with the reason, before anything is injected. Examples of each are in \`fixtures/scenarios/faults\`;
\`test/e2e/kind-catalogue.test.ts\` runs all of them on a kind cluster of three nodes.
`;

/** The text of docs/faults.md. */
export function faultsPage() {
  const rows = catalogue.map(({ key, does, receipt, undo, needs, ran, ranAs, refused }) => [
    `\`${key}\``,
    does,
    receipt,
    undo ?? 'nothing has to be put back',
    needs ?? '',
    [
      ran.join(', '),
      ...(ranAs ? [ranAs] : []),
      ...Object.entries(refused ?? {}).map(([place, why]) => `not ${place}: ${why}`),
    ]
      .filter(Boolean)
      .join('; '),
  ]);
  const missing = notOffered.map(({ fault, because }) => [fault, because]);
  return [
    introduction,
    ...table(['key', 'does', 'receipt', 'undo', 'needs', 'ran on'], rows),
    '',
    '## Not offered',
    '',
    ...table(['fault', 'because'], missing),
    '',
  ].join('\n');
}

function table(heads, rows) {
  const line = cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), `|${'---|'.repeat(heads.length)}`, ...rows.map(line)];
}

// `node scripts/faults-doc.js` writes the page; the tests compare it.
if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(faultsDoc, faultsPage());
