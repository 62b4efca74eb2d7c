import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Kubectl {
  readonly program: string;
  /** As in `v1.34.4`. */
  readonly version: string;
}

/** Finds kubectl 1.34 (its texts change from version to version) on PATH or in the lab; says why not otherwise. */
export async function findKubectl(): Promise<Kubectl | { readonly missing: string }> {
  const lab = process.env.LAB_BIN ?? '/var/cache/chaos-lab/bin';
  const reasons: string[] = [];
  for (const program of ['kubectl', `${lab}/kubectl`]) {
    try {
      const { stdout } = await run(program, ['version', '--client', '-o', 'json']);
      const version: string = JSON.parse(stdout).clientVersion.gitVersion;
      if (version.startsWith('v1.34.')) return { program, version };
      reasons.push(`${program} is ${version}`);
    } catch (error) {
      reasons.push(`${program}: ${(error as NodeJS.ErrnoException).code ?? error}`);
    }
  }
  return { missing: `needs kubectl 1.34 (${reasons.join(', ')})` };
}

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs kubectl with a home folder of its own (discovery cache, no user settings), for at most `timeoutMs`. */
export function runKubectl(
  kubectl: Kubectl,
  kubeconfig: string,
  home: string,
  args: readonly string[],
  stdin: string | undefined,
  timeoutMs: number,
): Promise<CommandResult> {
  const { promise, resolve, reject } = Promise.withResolvers<CommandResult>();
  const env = { PATH: process.env.PATH, HOME: home, KUBECONFIG: kubeconfig, TZ: 'UTC', LANG: 'C' };
  const options = { env, cwd: home, timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 64e6 } as const;
  const child = execFile(kubectl.program, args, options, (error, stdout, stderr) => {
    if (error && typeof error.code !== 'number')
      reject(error.killed ? new Error(`no end within ${timeoutMs} ms`) : error);
    else resolve({ exitCode: error ? Number(error.code) : 0, stdout, stderr });
  });
  // kubectl may end without reading its input; that is for its exit code to tell.
  child.stdin?.on('error', () => {});
  child.stdin?.end(stdin ?? '');
  return promise;
}
