import { accessSync, constants } from 'node:fs';
import { basename, delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { firstProcessVariable } from '../../network/protocol.ts';
import { expand } from '../environment/expansion.ts';
import type { ContainerImage, PathMapping } from '../image-store.ts';
import type { Container } from '../pod/restart-policy.ts';
import { mapPath, mapPathsIn } from './path-mapping.ts';

/** A process ready to be started: no shell, no search path, host paths only. */
export interface Command {
  readonly file: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly directory: string;
}

/** What the processes of one container share. */
export interface ContainerSurroundings {
  /** The container's own variables, as its program sees them. */
  readonly environment: Readonly<Record<string, string>>;
  /** Host folder of the working directory. */
  readonly directory: string;
  readonly mappings: readonly PathMapping[];
  /** Holds the programs that stand in for the host's (`node`, `kill`, …). */
  readonly toolDirectory: string;
  /** Absolute path or URL for `node --import`. */
  readonly preload: string;
  /** Variables that the preload reads; programs other than Node never see them. */
  readonly preloadEnvironment: Readonly<Record<string, string>>;
}

const NODE_NAMES = new Set(['node', 'nodejs']);
const SHELL_NAMES = new Set(['sh', 'bash', 'dash', 'ash']);
/** Their next argument is a program, not a path. */
const NODE_EVALUATION = new Set(['-e', '--eval', '-p', '--print', '-pe']);
const HOST_PROGRAMS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** What a container runs: its own command and args, or the image's, with `$(NAME)` expanded. */
export function containerArguments(
  container: Container,
  image: ContainerImage,
  environment: Readonly<Record<string, string>>,
): string[] {
  const entrypoint = container.command?.length ? container.command : image.entrypoint;
  const args = container.command?.length || container.args?.length ? (container.args ?? []) : image.command;
  return [...entrypoint, ...args].map(text => expand(text, name => environment[name]));
}

/** The search path of a container: the stand-ins first, then what its image or its spec wishes, then the host's programs. */
export function searchPath(toolDirectory: string, wished: string | undefined): string {
  const directories = [toolDirectory, ...(wished?.split(delimiter) ?? []), dirname(process.execPath), ...HOST_PROGRAMS];
  return [...new Set(directories)].join(delimiter);
}

/**
 * Makes the host's command from a container's. `first`: it is to be the container's first process.
 * @throws Error in the words of runc when there is no such program.
 */
export function toCommand(
  argv: readonly string[],
  surroundings: ContainerSurroundings,
  { first }: { first: boolean },
): Command {
  const { environment, directory, mappings, preload, preloadEnvironment } = surroundings;
  const [program = '', ...args] = argv;
  if (isHostNode(program, mappings))
    return {
      file: process.execPath,
      arguments: ['--import', preload, ...mapNodeArguments(args, mappings)],
      environment: { ...environment, ...preloadEnvironment, ...(first ? { [firstProcessVariable]: '1' } : {}) },
      directory,
    };
  const mapped = args.map(argument => mapPathsIn(argument, mappings));
  return {
    file: findProgram(program, surroundings),
    arguments: SHELL_NAMES.has(basename(program)) ? guardShell(mapped, surroundings.toolDirectory) : mapped,
    environment,
    directory,
  };
}

function isHostNode(program: string, mappings: readonly PathMapping[]): boolean {
  if (program === process.execPath) return true;
  if (!program.includes('/')) return NODE_NAMES.has(program);
  return NODE_NAMES.has(basename(program)) && HOST_PROGRAMS.includes(dirname(program)) && !mapPath(program, mappings);
}

function mapNodeArguments(args: readonly string[], mappings: readonly PathMapping[]): string[] {
  return args.map((argument, index) =>
    NODE_EVALUATION.has(args[index - 1] ?? '') ? argument : mapPathsIn(argument, mappings),
  );
}

/** `kill` is a built-in of every shell, and process 1 of the machine is not the container's. */
function guardShell(args: readonly string[], toolDirectory: string): string[] {
  const script = args.findIndex(argument => /^-[a-z]*c$/.test(argument)) + 1;
  return args.map((argument, index) =>
    script > 0 && index === script && /\bkill\b/.test(argument)
      ? `kill() { '${toolDirectory}/kill' "$@"; }\n${argument}`
      : argument,
  );
}

function findProgram(program: string, surroundings: ContainerSurroundings): string {
  const { directory, mappings, environment } = surroundings;
  const isHostProgram = HOST_PROGRAMS.includes(dirname(program));
  const candidates = program.includes('/')
    ? [
        isAbsolute(program) ? mapPath(program, mappings) : resolve(directory, program),
        isHostProgram ? program : undefined,
      ]
    : environment.PATH!.split(delimiter).map(folder => join(mapPath(folder, mappings) ?? folder, program));
  const found = program === '' ? undefined : candidates.find(candidate => candidate && isExecutable(candidate));
  if (found) return found;
  const reason = program.includes('/')
    ? `stat ${program}: no such file or directory`
    : 'executable file not found in $PATH';
  throw new Error(
    `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${program}": ${reason}`,
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Absent or not executable: either way not what is looked for.
    return false;
  }
}
