import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseMachineLimits } from '../../src/kubernetes/machine-limits.ts';
import { keptCluster, outputFolder } from '../../src/output-folder.ts';
import { findLab } from '../cluster/lab.ts';
import { expectCode } from '../support/expect-code.ts';
import { openFolder, readVerdict, runGate, startGate } from '../support/gate.ts';

const lab = findLab();
const examples = fileURLToPath(new URL('../../fixtures/scenarios/faults/kernel.yml', import.meta.url));
const all = { processors: null, memoryBytes: null };
const steadily = (steps: object[]) => JSON.stringify({ scenarios: [{ name: 'a fault of the kernel', steps }] });

if (lab.missing) {
  describe('what the kernel of a node carries out', () => {
    test.skip(`limits of a node, seccomp profiles, on kind: ${lab.missing}`, () => {});
  });
} else {
  describe('what the kernel of a node carries out', () => {
    const folder = openFolder();
    const at = (out: string) => join(folder.path, out);
    let existing: string[];
    let worker: string;
    const onWorker = (...argv: string[]) =>
      execFileSync('docker', ['exec', worker, ...argv], { encoding: 'utf8', env: process.env, stdio: 'pipe' });
    const limits = () =>
      parseMachineLimits(onWorker('sh', '-c', 'grep -sH "" /sys/fs/cgroup/*.max /sys/fs/cgroup/*/*; :'));
    const profiles = () =>
      onWorker('sh', '-c', 'ls -d /var/lib/kubelet/seccomp/* /var/lib/kubelet/seccomp; :').split('\n');
    const clone = (seccomp: object) => ({
      clone: { source: { deployment: { name: 'web', namespace: 'stand' } }, mutations: [{ seccomp }] },
    });
    const limit = (wish: object) => ({
      nodeAction: { matches: [{ property: { name: 'name', value: worker } }], actions: [{ limits: wish }] },
    });
    const run = async (out: string, steps: object[], environment: NodeJS.ProcessEnv = {}) => {
      folder.write(`${out}.yml`, steadily(steps));
      const ended = await runGate(['run', `${out}.yml`, '--out', out, ...existing], { cwd: folder.path, environment });
      const experiment = readVerdict(at(out))?.experiments[0];
      if (!experiment) throw new Error(`the run ended with ${ended.code}: ${ended.stderr}`);
      return experiment;
    };

    beforeAll(async () => {
      const image = lab.nodeImage ? ['--node-image', lab.nodeImage] : [];
      const kind = ['--cluster', 'kind', '--nodes', '2', '--keep', ...image];
      const { code, stderr } = await runGate(['run', examples, '--out', 'examples', ...kind], { cwd: folder.path });
      if (code !== 0) throw new Error(`the examples ended with ${code}: ${stderr}`);
      const identity = keptCluster(outputFolder(at('examples')));
      if (!identity) throw new Error('the examples kept no cluster');
      worker = `${identity.name}-worker`;
      const context = identity.context ?? '';
      existing = ['--cluster', 'existing', '--kubeconfig', identity.kubeconfig, '--allow-context', context];
    }, 400_000);
    afterAll(async () => {
      const { code, stderr } = await runGate(['down', '--out', 'examples'], { cwd: folder.path });
      expectCode({ code, stderr }, 0);
      folder[Symbol.dispose]();
    }, 120_000);

    test('the examples: proven by cgroup, filter and a call that fails; afterwards all is as before', () => {
      const [limited, filtered] = readVerdict(at('examples'))?.experiments ?? [];
      expect(limited).toMatchObject({ verdict: 'upheld', residue: [] });
      expect(limited?.faults).toMatchObject([
        {
          kind: 'limits',
          undone: true,
          receipt: { landed: true, evidence: `the cgroup of ${worker} has 0.5 processors and 1024 MiB` },
        },
      ]);
      expect(filtered).toMatchObject({ verdict: 'upheld', residue: [] });
      const evidence = filtered?.faults.map(({ receipt }) => receipt.evidence) ?? [];
      expect(evidence[0]).toMatch(/seccomp\/chaos-gate-[0-9a-f]+\.json is on .*-control-plane, .*-worker$/);
      expect(evidence[1]).toMatch(
        /the kernel has 1 filter on .* ECONNREFUSED; node works in .* and fails in the clone$/,
      );
      expect(limits()).toEqual(all);
      expect(profiles()).toEqual(['']);
    });

    test('an engine that says yes to the update and does nothing is not believed', async () => {
      mkdirSync(at('lying'));
      const docker = execFileSync('which', ['docker'], { encoding: 'utf8', env: process.env }).trim();
      const script = `#!/bin/sh\n[ "$1" = update ] && exit 0\nexec ${docker} "$@"\n`;
      chmodSync(folder.write('lying/docker', script), 0o755);
      const PATH = `${at('lying')}:${process.env.PATH}`;
      const experiment = await run('lied', [limit({ cpus: 0.5, duration: '2s' })], { PATH });
      expect(experiment).toMatchObject({
        verdict: 'inconclusive',
        faults: [{ receipt: { landed: false, evidence: expect.stringContaining('has all processors') } }],
        residue: [],
      });
    }, 120_000);

    test('a system call that does not exist is refused; one that the program never makes proves nothing', async () => {
      const unknown = await run('unknown', [clone({ syscalls: ['conect'] })]);
      expect(unknown).toMatchObject({ verdict: 'inconclusive', faults: [] });
      expect(unknown.reasons[0]).toMatchObject({
        code: 'fault-unsupported',
        message: expect.stringContaining('conect'),
      });
      const vacuous = await run('vacuous', [clone({ syscalls: ['connect'], proof: ['node', '-e', '0'] })]);
      expect(vacuous.verdict).toBe('inconclusive');
      expect(vacuous.faults[1]?.receipt).toMatchObject({
        landed: false,
        evidence: expect.stringContaining('no call failed'),
      });
    }, 240_000);

    test('a run that is killed: undo gives the node its limits back, and takes clone and profile away', async () => {
      folder.write(
        'killed.yml',
        steadily([limit({ cpus: 0.7 }), clone({ syscalls: ['mkdir'] }), { wait: { seconds: 600 } }]),
      );
      await using gate = startGate(['run', 'killed.yml', '--out', 'killed', ...existing], { cwd: folder.path });
      await gate.said('step 2 clone');
      gate.child.kill('SIGKILL');
      await gate.ended;
      expect(limits()).toEqual({ ...all, processors: 0.7 });
      expect(profiles().some(path => path.endsWith('.json'))).toBe(true);
      const undone = await runGate(['undo', 'killed'], { cwd: folder.path });
      expect({ code: undone.code, stderr: undone.stderr }).toEqual({
        code: 0,
        stderr: expect.stringContaining(`${worker} has all processors again`),
      });
      expect(limits()).toEqual(all);
      expect(profiles()).toEqual(['']);
    }, 180_000);
  });
}
