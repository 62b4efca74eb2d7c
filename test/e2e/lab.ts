import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import type { RunResult } from '../../src/judge/run-result.ts';
import { findLab, type Lab } from '../cluster/lab.ts';

export { findLab };

/**
 * These tests take minutes and a real kind cluster: they run when `$CHAOS_GATE_LAB` names a lab that is up (see .ci/run).
 * The reason why not, else undefined.
 */
export function whyNoLab(): string | undefined {
  if (!process.env.CHAOS_GATE_LAB)
    return '$CHAOS_GATE_LAB is not set: it names the lab whose kind cluster these tests need';
  return findLab().missing;
}

/** A test on the lab; without one it is skipped, and its name says why. */
export function labTest(name: string, timeoutMs: number, body: (lab: Lab) => Promise<void>): void {
  const missing = whyNoLab();
  if (missing !== undefined) test.skip(`${name} (${missing})`, () => {});
  else test(name, () => body(findLab()), timeoutMs);
}

/** The kind clusters of this machine; others may be somebody else's. */
export function kindClusters(): string[] {
  return run('kind', ['get', 'clusters', '--quiet']).split('\n').filter(Boolean);
}

/** The containers, running or not, of a kind cluster. */
export function containersOf(cluster: string): string[] {
  const filter = `label=io.x-k8s.kind.cluster=${cluster}`;
  return run('docker', ['ps', '--all', '--quiet', '--filter', filter]).split('\n').filter(Boolean);
}

/** Asserts that nothing of a kind cluster is left. */
export function expectGone(cluster: string): void {
  expect(kindClusters()).not.toContain(cluster);
  expect(containersOf(cluster)).toEqual([]);
}

/** Runs a program to its end and returns what it printed; throws with its standard error. */
export function run(program: string, argv: readonly string[], options: { cwd?: string; input?: string } = {}): string {
  return execFileSync(program, argv, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: 'pipe', ...options });
}

/** Was the machine too busy for a verdict? That says nothing about the product. */
export function isOverloaded(result: RunResult | undefined): boolean {
  return !!result?.experiments.some(({ reasons }) => reasons.some(({ code }) => code === 'gate-overloaded'));
}
