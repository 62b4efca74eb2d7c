#!/usr/bin/env node
// src/cli/main.ts
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || major === 22 && minor < 19) {
	process.stderr.write(`chaos-gate needs Node 22.19 or later, this is Node ${process.versions.node}\n`);
	process.exit(3);
}
const { outliveReaders } = await import("./chunk-output-streams.js");
const { runCommandLine } = await import("./chunk-command-line.js");
outliveReaders();
process.exitCode = await runCommandLine(process.argv.slice(2));
export {};
