import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { InvalidInput, messageOf } from '../../errors.ts';
import { importText } from '../../import/index.ts';
import { printable } from '../../report/event-line.ts';
import { decodeText } from '../../scenario/yaml/decode-text.ts';
import { exitCodes } from '../../verdict.ts';
import type { CommandLine } from '../arguments.ts';
import { refuseExisting, writeNewFile } from '../write-new-file.ts';

/** `import FILE`: a scenario file made of another tool's, on standard output or in `--out-file`; what is not in it on standard error. */
export async function importFile(line: CommandLine): Promise<number> {
  const { operands, outFile = '-' } = line;
  const [file] = operands;
  if (file === undefined || operands.length > 1)
    throw new InvalidInput(`import: found ${operands.length} files, expected one, or - for standard input`);
  refuseExisting(outFile);
  const { format, text, notes } = importText(await readText(file), file);
  await writeNewFile(outFile, text);
  for (const note of notes) process.stderr.write(`${printable(note)}\n`);
  process.stderr.write(`${format}, ${notes.length} notes${outFile === '-' ? '' : `: written to ${outFile}`}\n`);
  return exitCodes.upheld;
}

async function readText(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = file === '-' ? await buffer(process.stdin) : await readFile(file);
  } catch (error) {
    throw new InvalidInput(`import: ${file} cannot be read: ${messageOf(error)}`);
  }
  const decoded = decodeText(bytes, file);
  if (!decoded.ok) throw new InvalidInput([decoded.problem]);
  return decoded.text;
}
