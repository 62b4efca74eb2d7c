#!/usr/bin/env node
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`chaos-gate needs Node 22.19 or later, this is Node ${process.versions.node}\n`);
  process.exit(3);
}

// Only now: the rest uses what an older Node does not have.
const { outliveReaders } = await import('../output-streams.ts');
const { runCommandLine } = await import('./command-line.ts');
outliveReaders();
process.exitCode = await runCommandLine(process.argv.slice(2));
