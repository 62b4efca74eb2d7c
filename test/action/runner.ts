import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { distFile } from '../support/dist.ts';
import { type Folder, openFolder } from '../support/gate.ts';

/** How a program of the action ended, with everything that it printed. */
export interface StepEnded {
  readonly code: number | null;
  readonly log: string;
}

/** A program of the action while it runs. */
export interface RunningStep extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly ended: Promise<StepEnded>;
  /** Resolves when this text has been printed. */
  said(text: string): Promise<void>;
}

/** What GitHub's runner is to an action: a workspace, the files for outputs, state and summary, and inputs as variables. */
export interface Runner extends Disposable {
  readonly workspace: Folder;
  /** `more`: what the runner tells besides, of the event for example. */
  main(inputs: Record<string, string>, more?: NodeJS.ProcessEnv): RunningStep;
  /** Starts the post program with the state that main saved. */
  post(): RunningStep;
  outputs(): Record<string, string>;
  state(): Record<string, string>;
  summary(): string;
}

export function openRunner(): Runner {
  const workspace = openFolder();
  const files = Object.fromEntries(
    ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'GITHUB_ENV', 'GITHUB_PATH'].map(name => {
      const path = `${workspace.path}/${name.toLowerCase()}`;
      writeFileSync(path, '');
      return [name, path] as const;
    }),
  ) as Record<string, string>;
  mkdirSync(`${workspace.path}/runner-temp`);
  const environment = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace.path,
    RUNNER_TEMP: `${workspace.path}/runner-temp`,
    ...files,
  };
  const read = (name: string) => readCommandFile(readFileSync(files[name] ?? '', 'utf8'));
  return {
    workspace,
    main: (inputs, more) => {
      const variables = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
      return startStep('main.js', workspace.path, { ...environment, ...more, ...Object.fromEntries(variables) });
    },
    post: () => {
      const variables = Object.entries(read('GITHUB_STATE')).map(([name, value]) => [`STATE_${name}`, value]);
      return startStep('post.js', workspace.path, { ...environment, ...Object.fromEntries(variables) });
    },
    outputs: () => read('GITHUB_OUTPUT'),
    state: () => read('GITHUB_STATE'),
    summary: () => readFileSync(files.GITHUB_STEP_SUMMARY ?? '', 'utf8'),
    [Symbol.dispose]: () => workspace[Symbol.dispose](),
  };
}

function startStep(program: string, cwd: string, env: NodeJS.ProcessEnv): RunningStep {
  const child = spawn(process.execPath, [distFile(program)], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    log += chunk;
    for (const check of listeners) check();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const ended = Promise.all([exited, buffer(child.stdout), buffer(child.stderr)]).then(([code]) => ({ code, log }));
  return {
    child,
    ended,
    said: text =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (!log.includes(text)) return;
          listeners.delete(check);
          resolve();
        };
        listeners.add(check);
        check();
        ended.then(() => reject(new Error(`ended without saying "${text}":\n${log}`)), reject);
      }),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Reads `name<<delimiter\nvalue\ndelimiter`, the form in which the toolkit writes outputs and state. */
function readCommandFile(text: string): Record<string, string> {
  const entries = [...text.matchAll(/^([^\n=<]+)<<(ghadelimiter_\S+)\n([\s\S]*?)\n\2$/gm)];
  return Object.fromEntries(entries.map(([, name = '', , value = '']) => [name, value]));
}

/** The workflow commands that the runner would obey in a log: `::name …::`, less those between stop-commands and its token. */
export function workflowCommands(log: string): string[] {
  const commands: string[] = [];
  let stoppedBy: string | undefined;
  for (const line of log.split('\n')) {
    if (stoppedBy !== undefined) {
      if (line.trim() === `::${stoppedBy}::`) stoppedBy = undefined;
      continue;
    }
    const command = /^\s*::([a-z-]+)( [^:]*)?::(.*)$/.exec(line);
    if (!command) continue;
    if (command[1] === 'stop-commands') stoppedBy = command[3];
    else commands.push(line.trim());
  }
  return commands;
}
