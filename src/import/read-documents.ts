import { Composer, LineCounter } from 'yaml';
import { InvalidInput, type Position, type Problem } from '../errors.ts';
import { expandNodes } from '../scenario/yaml/expand-nodes.ts';
import { limits, TooMuch } from '../scenario/yaml/limits.ts';
import { tokensOf } from '../scenario/yaml/read-yaml.ts';
import { syntaxProblem } from '../scenario/yaml/syntax-problem.ts';
import type { Note } from './note.ts';
import { openSource, type Source } from './source.ts';

/** Maps, one a document; the notes are all that will be made on any of them. */
export interface Documents {
  readonly documents: readonly Source[];
  readonly notes: readonly Note[];
}

/** The documents of a YAML or JSON text that are maps. Throws InvalidInput with every position; bounded as scenario files are. */
export function readDocuments(text: string, file: string): Documents {
  const lines = new LineCounter();
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems: Problem[] = [];
  const documents: Source[] = [];
  const notes: Note[] = [];
  const problem = (offset: number, message: string) => problems.push({ at: positionAt(offset), message });
  if (Buffer.byteLength(text) > limits.bytes) throw new InvalidInput(`${file}: found a file of more than 1 MiB`);
  try {
    for (const document of new Composer({ uniqueKeys: false, merge: false }).compose(tokensOf(text, lines))) {
      const fault = document.errors[0] ?? document.warnings[0];
      if (fault) problem(fault.pos[0], syntaxProblem(fault));
      else if (document.contents) {
        const { value, places, problems: found } = expandNodes(document.contents);
        for (const { offset, message } of found) problem(offset, message);
        documents.push(openSource({ file, text, value, places, positionAt }, notes));
      }
    }
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    problem(error.offset, error.message);
  }
  if (problems.length > 0) throw new InvalidInput(problems);
  return { documents: documents.filter(({ keys }) => keys.length > 0), notes };
}
