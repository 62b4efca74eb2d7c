import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const page = new URL('../docs/scenarios.md', import.meta.url);

/** The page's text with its tables made anew from the JSON Schema and the kinds of findings. Throws without the marks. */
export function withTables(text, schema, findingKinds) {
  const resolve = piece => (piece.$ref ? schema.definitions[piece.$ref.split('/').at(-1)] : piece);
  const at = (piece, ...path) => path.reduce((here, key) => resolve(resolve(here).properties[key]), piece);
  const scenario = resolve(at(schema, 'scenarios').items);
  const probe = resolve(at(scenario, 'steadyState').items);
  const isProbe = key => key.startsWith('probe');
  const tables = {
    file: keyRows(schema, resolve, { unfold: ['config', 'cluster', 'app'] }),
    scenario: keyRows(scenario, resolve, { unfold: ['blastRadius', 'baseline', 'method', 'recovery'] }),
    'steady state': keyRows(probe, resolve, { leave: isProbe }),
    probes: Object.keys(probe.properties)
      .filter(isProbe)
      .flatMap(key => keyRows(at(probe, key), resolve, { prefix: `${key}.` })),
  };
  let result = text;
  for (const [name, rows] of Object.entries(tables))
    result = replacePart(result, `keys of ${name}`, ['| key | default | |', '|---|---|---|', ...rows]);
  result = replacePart(result, 'steps', ['| step | keys | |', '|---|---|---|', ...stepRows(scenario, resolve)]);
  const findings = Object.entries(findingKinds).map(([code, kind]) => row(`\`${code}\``, kind.severity, kind.meaning));
  return replacePart(result, 'findings', ['| code | severity | |', '|---|---|---|', ...findings]);
}

/** A row for each key; those to unfold are followed by the keys inside of them. */
function keyRows(piece, resolve, { unfold = [], leave = () => false, prefix = '' }) {
  return Object.entries(resolve(piece).properties).flatMap(([key, value]) => {
    const inner = resolve(value);
    if (leave(key)) return [];
    const initial = inner.default === undefined ? '' : `\`${JSON.stringify(inner.default).replaceAll('"', '')}\``;
    const isEmptyMap = initial === '`{}`';
    const own = row(`\`${prefix}${key}\``, isEmptyMap ? '' : initial, inner.description);
    return unfold.includes(key) ? [own, ...keyRows(inner, resolve, { prefix: `${prefix}${key}.` })] : [own];
  });
}

function stepRows(scenario, resolve) {
  const step = resolve(resolve(scenario.properties.steps).items);
  return Object.entries(step.properties).map(([key, value]) => {
    const inner = resolve(value);
    const keys = Object.keys(inner.properties ?? {}).map(name => `\`${name}\``);
    return row(`\`${key}\``, keys.join(' '), inner.description);
  });
}

function row(...cells) {
  return `| ${cells.map(cell => (cell ?? '').replaceAll('|', '\\|')).join(' | ')} |`;
}

function replacePart(text, name, lines) {
  const begin = `<!-- ${name} -->\n`;
  const end = `<!-- end of ${name} -->`;
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`docs/scenarios.md lacks ${begin.trim()} … ${end}`);
  return `${before}${begin}${lines.join('\n')}\n${end}${after}`;
}

// `node scripts/scenario-tables.js` writes the tables; the tests compare them.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { findingKinds, scenarioSchema } = await import('../src/scenario/index.ts');
  writeFileSync(page, withTables(readFileSync(page, 'utf8'), scenarioSchema(), findingKinds));
}
