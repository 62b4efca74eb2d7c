import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Keeps the list of process groups that must not survive this process, in a process that outlives it. Closing the pipe,
 * which the kernel does whatever this process died of, makes it SIGKILL them all and remove the directory.
 */
export interface Reaper extends AsyncDisposable {
  add(processGroup: number): void;
  remove(processGroup: number): void;
}

/**
 * After the list, whoever still has a working directory below ours: processes that left their group, and those that
 * were started in the instant before this process died.
 */
const SCRIPT = `
trap '' HUP INT TERM PIPE
directory=$1
groups=' '
while read -r line; do
  group=\${line#?}
  case $line in
    +*) groups="$groups$group " ;;
    -*) case $groups in *" $group "*) groups="\${groups%%" $group "*} \${groups#*" $group "}" ;; esac ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
for round in 1 2; do
  ls -l /proc/[0-9]*/cwd 2>/dev/null | while read -r line; do
    case $line in *" -> $directory/"*)
      pid=\${line%%" -> "*}; pid=\${pid##*/proc/}
      kill -s KILL "\${pid%/cwd}" 2>/dev/null ;;
    esac
  done
done
rm -rf -- "$directory" || { sleep 1; rm -rf -- "$directory"; }
`;

/** @param directory removed when the reaper ends; absolute */
export function startReaper(directory: string, onError: (error: unknown, where: string) => void): Reaper {
  const groups = new Set<number>();
  let closing = false;
  let child = start();

  function start(): ChildProcess {
    const started = spawn('/bin/sh', ['-c', SCRIPT, 'chaos-gate-reaper', directory], {
      detached: true,
      cwd: '/',
      env: { PATH: '/usr/bin:/bin' },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    started.unref();
    started.on('error', error => onError(error, 'reaper'));
    // A write to a reaper that somebody killed fails before its end is known; the next one gets the whole list.
    started.stdin!.on('error', error => closing || onError(error, 'reaper'));
    started.on('exit', () => {
      if (closing) return;
      child = start();
      for (const group of groups) child.stdin!.write(`+${group}\n`);
    });
    return started;
  }

  return {
    add(group) {
      groups.add(group);
      child.stdin!.write(`+${group}\n`);
    },
    remove(group) {
      groups.delete(group);
      child.stdin!.write(`-${group}\n`);
    },
    async [Symbol.asyncDispose]() {
      closing = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.ref();
      const ended = once(child, 'exit');
      child.stdin!.end();
      await ended;
    },
  };
}
