import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import { findProgram, formatCommand, runCommand } from '../../src/command/index.ts';
import { CommandFailed, InfrastructureFailure, Interrupted } from '../../src/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'chaos-gate-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

const node = process.execPath;
const script = (source: string): string[] => [node, '-e', source];

describe('a command that ends well', () => {
  test('gives what it printed on each stream', async () => {
    const output = await runCommand(script('console.log("out"); console.error("err")'));
    expect(output).toEqual({ stdout: 'out\n', stderr: 'err\n' });
  });

  test('reads its input, its environment and its folder', async () => {
    const source =
      'process.stdin.on("data", d => console.log(String(d), process.env.COLOUR, process.env.HOME, process.cwd()))';
    const { stdout } = await runCommand(script(source), {
      input: 'hello',
      environment: { COLOUR: 'red', HOME: undefined },
      cwd: folder,
    });
    expect(stdout).toBe(`hello red undefined ${folder}\n`);
  });

  test('need not read its input', async () => {
    await expect(runCommand(['true'], { input: 'x'.repeat(1_000_000) })).resolves.toMatchObject({ stdout: '' });
  });

  test('hands lines on as they come, the last one without its end', async () => {
    const lines: string[] = [];
    await runCommand(script('process.stderr.write("one\\ntw"); process.stderr.write("o\\nthree")'), {
      onLine: line => lines.push(line),
    });
    expect(lines).toEqual(['one', 'two', 'three']);
  });

  test('does not wait for a process that it left behind with its pipes, and ends it', async () => {
    const source = `const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
      console.log(child.pid); process.exit(0)`;
    const { stdout } = await runCommand(script(source));
    await expectGone(Number(stdout));
  });
});

describe('a command that fails', () => {
  test('says a line that can be pasted, its exit code and its last words', async () => {
    const failure = await failureOf(runCommand(['sh', '-c', `echo "it's bad" >&2; exit 3`]));
    expect(failure).toBeInstanceOf(CommandFailed);
    expect(failure).toMatchObject({
      status: 3,
      stderr: "it's bad\n",
      command: `sh -c 'echo "it'\\''s bad" >&2; exit 3'`,
    });
    expect(failure.message).toBe(`sh -c 'echo "it'\\''s bad" >&2; exit 3' ended with 3: it's bad`);
  });

  test('by a signal says which', async () => {
    await expect(runCommand(script('process.kill(process.pid, "SIGKILL")'))).rejects.toMatchObject({
      status: 'SIGKILL',
    });
  });

  test('because it is not there says so without a stack or a code', async () => {
    const failure = await failureOf(runCommand(['kubectl-that-is-not-there', 'get']));
    expect(failure).toBeInstanceOf(InfrastructureFailure);
    expect(failure.message).toBe('kubectl-that-is-not-there is not on PATH');
  });

  test('because it prints too much is ended', async () => {
    const endless = script('setInterval(() => process.stdout.write("x".repeat(65536)), 1)');
    await expect(runCommand(endless, { maxOutputBytes: 1000 })).rejects.toMatchObject({
      status: 'more than 1000 bytes of output',
    });
  });

  test('by its time-out is ended, even when it ignores SIGTERM, with its children', async () => {
    const lines: string[] = [];
    const stubborn = script(`process.on('SIGTERM', () => {});
      const child = require('node:child_process').spawn(process.execPath,
        ['-e', 'process.on("SIGTERM", () => {}); console.error(process.pid); setInterval(() => {}, 1000)'], { stdio: 'inherit' });
      setInterval(() => {}, 1000)`);
    const running = runCommand(stubborn, { timeoutMs: 1_000, graceMs: 50, onLine: line => lines.push(line) });
    await expect(running).rejects.toMatchObject({ status: 'a time-out after 1000 ms' });
    expect(lines).toHaveLength(1);
    await expectGone(Number(lines[0]));
  });

  test('by an abort rejects with the reason of the abort', async () => {
    const controller = new AbortController();
    const running = runCommand(script('console.error("up"); setInterval(() => {}, 1000)'), {
      signal: controller.signal,
      onLine: () => controller.abort(new Interrupted('SIGINT')),
    });
    await expect(running).rejects.toBeInstanceOf(Interrupted);
  });

  test('does not start after an abort', async () => {
    const signal = AbortSignal.abort(new Interrupted('SIGTERM'));
    await expect(runCommand(['false'], { signal })).rejects.toBeInstanceOf(Interrupted);
  });
});

describe('finding a program', () => {
  test('takes executable files on PATH and by path, nothing else', async () => {
    const plain = join(folder, 'plain');
    const tool = join(folder, 'tool');
    for (const path of [plain, tool]) writeFileSync(path, '#!/bin/sh\n');
    chmodSync(tool, 0o755);
    expect(await findProgram('tool', { PATH: `/nowhere:${folder}` })).toBe(tool);
    expect(await findProgram('plain', { PATH: folder })).toBeUndefined();
    expect(await findProgram('./tool', { PATH: '' }, folder)).toBe(tool);
    expect(await findProgram(folder, {})).toBeUndefined();
  });
});

test('a command line quotes what a shell would touch, and only that', () => {
  expect(formatCommand(['kubectl', 'get', '-l', 'app=web', 'a b', '', '$HOME', "it's"])).toBe(
    `kubectl get -l app=web 'a b' '' '$HOME' 'it'\\''s'`,
  );
});

async function failureOf(promise: Promise<unknown>): Promise<Error> {
  return await promise.then(
    () => Promise.reject(new Error('it did not fail')),
    error => error,
  );
}

/** A process that was killed is gone, or dead and waiting for its parent to take note. */
async function expectGone(pid: number): Promise<void> {
  expect(pid).toBeGreaterThan(1);
  for (let attempt = 0; attempt < 100 && isAlive(pid); attempt++) await delay(20);
  expect(isAlive(pid)).toBe(false);
}

function isAlive(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  return existsSync(status) && !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
}
