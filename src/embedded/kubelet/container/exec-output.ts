import type { RunningContainer } from './running-container.ts';

/** kubelet keeps this much of what a probe's command writes. */
const MAX_OUTPUT_BYTES = 10 * 1024;

/** Runs a command in a container to its end; killed when the signal aborts. Throws when it cannot be started. */
export async function execOutput(
  running: RunningContainer,
  command: readonly string[],
  signal: AbortSignal,
): Promise<{ exitCode: number; output: string }> {
  const session = running.exec(command, { stdin: false, stdout: true, stderr: true, tty: true });
  const kill = () => session.kill();
  signal.addEventListener('abort', kill);
  try {
    const chunks: Buffer[] = [];
    let bytes = 0;
    session.stdout!.on('data', (chunk: Buffer) => {
      if (bytes < MAX_OUTPUT_BYTES) chunks.push(chunk);
      bytes += chunk.length;
    });
    const exitCode = await session.exit;
    return { exitCode, output: Buffer.concat(chunks).subarray(0, MAX_OUTPUT_BYTES).toString() };
  } finally {
    signal.removeEventListener('abort', kill);
  }
}
