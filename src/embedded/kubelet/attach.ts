import { PassThrough, Writable } from 'node:stream';
import type { RunningContainer } from './container/running-container.ts';
import type { ExecOptions, ExecSession } from './node-runtime.ts';

/** The output of a container's first process from now on, and its input where its spec has `stdin`. */
export function attachTo(running: RunningContainer, options: ExecOptions): ExecSession {
  const stdout = options.stdout ? new PassThrough() : undefined;
  const stderr = options.stderr && !options.tty ? new PassThrough() : undefined;
  const stop = running.process.listen((stream, chunk) => {
    const target = stream === 'stdout' || options.tty ? stdout : stderr;
    target?.write(chunk);
  });
  const detached = Promise.withResolvers<number>();
  const finish = (exitCode: number) => {
    stop();
    stdout?.end();
    stderr?.end();
    detached.resolve(exitCode);
  };
  running.ended.then(({ exitCode }) => finish(exitCode));
  const { stdin } = running.process;
  return {
    // The client's end of input is not the program's: others may attach after it.
    stdin: options.stdin && stdin ? forward(stdin) : undefined,
    stdout,
    stderr,
    exit: detached.promise,
    kill: () => finish(0),
  };
}

function forward(target: Writable): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      target.write(chunk, done);
    },
  });
}
