import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json, text } from 'node:stream/consumers';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import { readJson } from '../../src/kubernetes/connect.ts';
import { serveHttp } from '../probes/servers.ts';
import type { Beside } from './beside.ts';
import type { Change } from './mishap.ts';

/** A program that hands what it is called with to a server, and ends as that says. */
const program = (url: string) => `#!${process.execPath}
const { text } = require('node:stream/consumers');
(async () => {
  const body = JSON.stringify({ argv: process.argv.slice(2), input: await text(process.stdin) });
  const { ok } = await fetch('${url}', { method: 'POST', body });
  process.exitCode = ok ? 0 : 1;
})().catch(() => process.exit(1));
`;

/** The real kubectl, each of whose calls is a change; `binary` is its path. The state is that of the namespace `shop`. */
export async function openKubectl(
  real: string,
  access: KubernetesAccess,
): Promise<Beside & { readonly binary: string }> {
  let around: Change = perform => perform();
  const directory = mkdtempSync(join(tmpdir(), 'chaos-gate-kubectl-'));
  const server = await serveHttp(async (request, response) => {
    const { argv, input } = (await json(request)) as { argv: string[]; input: string };
    try {
      await around(() => call(real, argv, input));
    } catch {
      response.statusCode = 500;
    }
    response.end();
  });
  const binary = join(directory, 'kubectl');
  writeFileSync(binary, program(`http://127.0.0.1:${server.port}`));
  chmodSync(binary, 0o755);
  return {
    binary,
    meet(change) {
      around = change ?? (perform => perform());
    },
    async state() {
      const path = '/api/v1/namespaces/shop';
      const { metadata } = await readJson<{ metadata: Record<string, unknown> }>(access, { path });
      return { uid: metadata.uid, labels: metadata.labels };
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      rmSync(directory, { recursive: true });
    },
  };
}

async function call(real: string, argv: readonly string[], input: string): Promise<void> {
  const child = spawn(real, argv, { stdio: ['pipe', 'ignore', 'pipe'] });
  child.stdin.end(input);
  const ended = new Promise<number | null>(resolve => child.once('close', resolve));
  const said = await text(child.stderr);
  if ((await ended) !== 0) throw new Error(said);
}
