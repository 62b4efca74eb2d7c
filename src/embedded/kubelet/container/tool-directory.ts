import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ToolOptions {
  readonly preload: string;
  readonly preloadEnvironment: Readonly<Record<string, string>>;
  /** The file that holds the pid of the container's first process. */
  readonly pidFile: string;
}

/**
 * Writes the programs that stand in for the host's inside a container: `node` with the preload, `kill` for which
 * process 1 is the container's first process, and those that would reach beyond the container, which refuse.
 */
export function writeTools(directory: string, { preload, preloadEnvironment, pidFile }: ToolOptions): void {
  mkdirSync(directory, { recursive: true });
  const exports = Object.entries(preloadEnvironment).map(([name, value]) => `export ${name}=${quote(value)}\n`);
  write('node', `${exports.join('')}exec ${quote(process.execPath)} --import ${quote(preload)} "$@"\n`);
  write('kill', KILL.replace('PID_FILE', quote(pidFile)));
  for (const program of ['pkill', 'killall', 'killall5', 'reboot', 'shutdown', 'halt', 'poweroff'])
    write(
      program,
      `echo '${program}: not in the embedded cluster, where it would reach beyond the container; run this on kind' >&2\nexit 1\n`,
    );

  function write(name: string, script: string): void {
    writeFileSync(join(directory, name), `#!/bin/sh\n${script}`);
    chmodSync(join(directory, name), 0o755);
  }
}

/** SIGKILL and SIGSTOP from inside a container do nothing to its process 1, as in a process namespace of its own. */
const KILL = `first=$(cat PID_FILE)
signal=TERM
case $1 in
  -l | -L) exec /bin/kill "$@" ;;
  -s) signal=$2; shift 2 ;;
  --) ;;
  -[A-Za-z0-9]*) signal=\${1#-}; shift ;;
esac
[ "$1" = -- ] && shift
signal=\${signal#SIG}
status=0
for target; do
  case $target in
    1) case $signal in 9 | 19 | KILL | STOP) continue ;; esac; target=$first ;;
    0 | -1) target=-$first ;;
    -*) echo "kill: $target: no such process group" >&2; status=1; continue ;;
  esac
  kill -s "$signal" -- "$target" || status=1
done
exit $status
`;

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
