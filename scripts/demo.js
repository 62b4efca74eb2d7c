import { spawn } from 'node:child_process';

/** `npm run demo`: the three scenarios that are upheld; `npm run demo -- refuted`: the sabotaged twin of the first. */
const suites = { upheld: 'fixtures/scenarios/demo', refuted: 'fixtures/scenarios/refuted/shop-crash-loop.yml' };

const [wanted = 'upheld', ...flags] = process.argv.slice(2);
const suite = suites[wanted];
if (!suite) {
  process.stderr.write(`demo: found "${wanted}", expected one of ${Object.keys(suites).join(', ')}\n`);
  process.exit(3);
}
const argv = ['dist/cli.js', 'run', suite, '--out', `chaos-gate-out/demo-${wanted}`, ...flags];
process.stderr.write(`$ node ${argv.join(' ')}\n`);
const gate = spawn(process.execPath, argv, { stdio: 'inherit' });
// Ctrl-C reaches the gate as well: it undoes, then this ends with its exit code.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
gate.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
