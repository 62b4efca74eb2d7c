import { UnsupportedImage } from './unsupported-image.ts';

/** One instruction, its continuation lines joined. */
export interface Instruction {
  /** Upper case. */
  readonly name: string;
  /** `--from=build` without the dashes. */
  readonly flags: Readonly<Record<string, string>>;
  readonly text: string;
  /** Counts from 1. */
  readonly line: number;
}

/** Splits a Dockerfile into instructions. Throws UnsupportedImage for here-documents. */
export function parseDockerfile(source: string): Instruction[] {
  const instructions: Instruction[] = [];
  let text = '';
  let start = 0;
  for (const [index, raw] of source
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (raw.trim() === '' || raw.trimStart().startsWith('#')) continue;
    if (text === '') start = index + 1;
    text += raw.replace(/\\\s*$/, ' ');
    if (/\\\s*$/.test(raw)) continue;
    instructions.push(readInstruction(text.trim(), start));
    text = '';
  }
  if (text !== '') instructions.push(readInstruction(text.trim(), start));
  return instructions;
}

function readInstruction(text: string, line: number): Instruction {
  const [, name = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  if (/<<-?["']?\w/.test(rest)) throw new UnsupportedImage(`Dockerfile:${line}: here-documents are not read here`);
  const flags: Record<string, string> = {};
  let remaining = rest;
  for (;;) {
    const [flag, key = '', value = ''] = /^--([a-z-]+)(?:=(\S+))?\s+/.exec(remaining) ?? [];
    if (flag === undefined || name.toUpperCase() === 'RUN') break;
    flags[key] = value;
    remaining = remaining.slice(flag.length);
  }
  return { name: name.toUpperCase(), flags, text: remaining, line };
}

/** `["node", "server.js"]` as it is, anything else through a shell, as Docker does. */
export function readCommand(text: string): string[] {
  if (text.startsWith('[')) {
    try {
      const words: unknown = JSON.parse(text);
      if (Array.isArray(words) && words.every(word => typeof word === 'string')) return words;
    } catch (error) {
      // Docker takes what looks like JSON and is none for a shell's command line, too.
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return ['/bin/sh', '-c', text];
}

/** The words of a line, quotes removed. */
export function splitWords(text: string): string[] {
  const words = text.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
  return words.map(word =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g, (_, double, single, escaped) =>
      double !== undefined ? double.replace(/\\(["\\$])/g, '$1') : (single ?? escaped),
    ),
  );
}

/** Replaces `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}`. */
export function substitute(text: string, values: Readonly<Record<string, string | undefined>>): string {
  return text.replace(
    /\\\$|\$(?:(\w+)|\{(\w+)(?::([-+])([^}]*))?\})/g,
    (match, plain: string | undefined, braced: string | undefined, operator: string | undefined, word = '') => {
      if (match === '\\$') return '$';
      const value = values[plain ?? braced ?? ''];
      if (operator === '-') return value || word;
      if (operator === '+') return value ? word : '';
      return value ?? '';
    },
  );
}
