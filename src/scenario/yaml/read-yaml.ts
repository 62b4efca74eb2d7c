import { Composer, type CST, Lexer, LineCounter, Parser } from 'yaml';
import type { Position, Problem } from '../../errors.ts';
import { type Expansion, expandNodes, type Places } from './expand-nodes.ts';
import { limits, TooMuch } from './limits.ts';
import { syntaxProblem } from './syntax-problem.ts';

/** A YAML file as plain values, which remembers where each of them stands. */
export interface YamlFile {
  readonly file: string;
  readonly text: string;
  /** Maps (without prototype), lists, text, numbers, booleans, null; aliases and merge keys expanded. */
  readonly value: unknown;
  readonly places: Places;
  /** The position of an offset in the text. */
  readonly positionAt: (offset: number) => Position;
}

/** Files above `limits.bytes`. */
export const tooLarge = 'found a file of more than 1 MiB, expected a scenario file of at most that';

export type YamlResult =
  | { readonly ok: true; readonly yaml: YamlFile }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads the one YAML document of a file. Pure, and bounded in time and memory: the parser is fed token by token and
 * stops at the limits, so that no input (deep nesting, alias bombs, megabytes of brackets) gets further than them.
 */
export function readYaml(text: string, file: string): YamlResult {
  const lines = new LineCounter();
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const { value, places, problems } = readDocument(text, lines);
  if (problems.length === 0) return { ok: true, yaml: { file, text, value, places, positionAt } };
  return {
    ok: false,
    problems: problems.map(({ offset, message, first }) => ({
      at: positionAt(offset),
      message: first === undefined ? message : `${message}; the first is on line ${positionAt(first).line}`,
    })),
  };
}

function readDocument(text: string, lines: LineCounter): Expansion {
  if (Buffer.byteLength(text) > limits.bytes) return unreadable(0, tooLarge);
  try {
    // Merge keys and duplicates are the expansion's work: the composer looks for duplicates in quadratic time.
    const composer = new Composer({ uniqueKeys: false, merge: false });
    const [document, second] = composer.compose(tokensOf(text, lines));
    if (!document?.contents) return unreadable(0, 'found an empty file, expected a map with `scenarios`');
    const fault = document.errors[0] ?? document.warnings[0];
    if (fault) return unreadable(fault.pos[0], syntaxProblem(fault));
    if (second) return unreadable(second.range[0], 'found a second YAML document, expected one document in a file');
    return expandNodes(document.contents);
  } catch (error) {
    if (error instanceof TooMuch) return unreadable(error.offset, error.message);
    throw error;
  }
}

function unreadable(offset: number, message: string): Expansion {
  return { value: null, places: new WeakMap(), problems: [{ offset, message }] };
}

/** The tokens of a YAML stream, one after another; throws TooMuch at the limits. */
export function* tokensOf(text: string, lines: LineCounter): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++count > limits.tokens)
      throw new TooMuch(
        `found more than ${limits.tokens} YAML tokens, expected a file of ordinary size`,
        parser.offset,
      );
    if (depthOf(parser.stack) > limits.depth)
      throw new TooMuch(`found more than ${limits.depth} levels inside each other, expected fewer`, parser.offset);
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}

/** Maps and lists that are open; the stack holds the document and the scalar at hand as well. */
function depthOf(stack: readonly CST.Token[]): number {
  return stack.length <= limits.depth ? 0 : stack.filter(({ type }) => collections.has(type)).length;
}
const collections: ReadonlySet<string> = new Set(['block-map', 'block-seq', 'flow-collection']);
