import { exitCodeOf, InvalidInput, messageOf } from '../errors.ts';
import { exitCodes } from '../verdict.ts';
import { version } from '../version.ts';
import { type CommandLine, readCommandLine } from './arguments.ts';
import { helpText } from './help.ts';

/** What a command does with its line: returns the exit code, prints what was asked for on standard output. */
export type Command = (line: CommandLine) => Promise<number>;

/** Every command; each is loaded only when it is used, so that the small ones start at once. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('./commands/run.ts')).run,
  validate: async () => (await import('./commands/validate.ts')).validate,
  plan: async () => (await import('./commands/plan.ts')).plan,
  report: async () => (await import('./commands/report.ts')).report,
  compare: async () => (await import('./commands/compare.ts')).compare,
  undo: async () => (await import('./commands/undo.ts')).undo,
  up: async () => (await import('./commands/up.ts')).up,
  down: async () => (await import('./commands/down.ts')).down,
  init: async () => (await import('./commands/init.ts')).init,
  import: async () => (await import('./commands/import.ts')).importFile,
  schema: async () => (await import('./commands/schema.ts')).schema,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
};

/** Runs one command line to its exit code. A user's mistake is sentences on standard error, never a stack trace. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  try {
    const line = readCommandLine(argv);
    if (line.version) {
      process.stdout.write(`${version}\n`);
      return exitCodes.upheld;
    }
    if (line.help || (line.command === '' && argv.length === 0)) {
      process.stdout.write(helpText);
      return line.help ? exitCodes.upheld : exitCodes.invalidInput;
    }
    const load = Object.hasOwn(commands, line.command) ? commands[line.command] : undefined;
    if (!load)
      throw new InvalidInput(
        `found command "${line.command}", expected one of ${Object.keys(commands).join(', ')}; see chaos-gate --help`,
      );
    return await (await load())(line);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    const code = exitCodeOf(error);
    if (code !== undefined) return code;
    // Neither the user's mistake nor the cluster's: ours. The trace is for the bug report.
    if (process.env.CHAOS_GATE_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    else process.stderr.write('this is a bug of chaos-gate; CHAOS_GATE_DEBUG=1 shows where\n');
    return exitCodes.infrastructure;
  }
}
