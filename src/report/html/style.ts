/** Colours that differ in brightness too, for eyes and printers that see no hue; contrast at least 4.5:1 in both schemes. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #57606a; --line: #d0d7de; --band: #f6f8fa;
  --upheld: #116329; --refuted: #a40e26; --inconclusive: #7a4b00; --trace: #0a5cad; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --soft: #9ea7b3; --line: #30363d;
  --band: #161b22; --upheld: #56d364; --refuted: #ff8182; --inconclusive: #e3b341; --trace: #79c0ff; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 72rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; }
section { border-top: 1px solid var(--line); margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; }
.upheld { color: var(--upheld); } .refuted { color: var(--refuted); } .inconclusive { color: var(--inconclusive); }
.verdict { font-weight: 700; }
.soft { color: var(--soft); }
blockquote { margin: 1rem 0; padding: .1rem 1rem; border-left: .25rem solid var(--line); }
pre, code { font: .9em/1.4 ui-monospace, monospace; }
pre { background: var(--band); padding: .75rem; white-space: pre-wrap; }
svg { width: 100%; height: auto; display: block; font: 11px system-ui, sans-serif; }
svg text { fill: var(--soft); }
.band { fill: var(--band); } .band.odd { fill: none; } .edge { stroke: var(--line); }
.trace { fill: none; stroke: var(--trace); stroke-width: 2; stroke-linecap: round; }
.fail { fill: none; stroke: var(--refuted); stroke-width: 1; } .silent { fill: none; stroke: var(--inconclusive); stroke-width: 1; stroke-dasharray: 2 1; }
.fault { stroke: var(--refuted); stroke-width: 1.5; stroke-dasharray: 4 2; fill: var(--refuted); } rect.fault { fill-opacity: .12; stroke: none; }
@media print { body { max-width: none; } section { break-inside: avoid-page; } }
`;
