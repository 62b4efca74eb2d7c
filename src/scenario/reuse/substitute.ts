import { describeValue } from '../problems/describe-value.ts';
import type { ExpansionProblem, Places } from '../yaml/expand-nodes.ts';
import { limits } from '../yaml/limits.ts';
import { mayHoldExpression } from './expression.ts';
import { resolveText, type Scope } from './resolve-text.ts';

/** What became of the expressions of a file. */
export interface Substitutions {
  readonly problems: ExpansionProblem[];
  /** By the map or list that holds them and their key: values that were put in, as text; undefined: not known. */
  readonly texts: WeakMap<object, Map<string, string | undefined>>;
  /** Of all texts with expressions so far, after they were replaced. */
  characters: number;
}

export function newSubstitutions(): Substitutions {
  return { problems: [], texts: new WeakMap(), characters: 0 };
}

type Container = Record<string, unknown> | unknown[];

/** A copy that knows its places, and what was put into it. */
export function copyContainer<Original extends Container>(
  original: Original,
  places: Places,
  { texts }: Substitutions,
): Original {
  const copy = (Array.isArray(original) ? [...original] : Object.assign(Object.create(null), original)) as Original;
  const place = places.get(original);
  if (place) places.set(copy, place);
  texts.set(copy, new Map(texts.get(original)));
  return copy;
}

/**
 * The value with its expressions replaced. What holds none is shared with the original, what is used twice stays one,
 * copies know their places. What cannot be resolved stays as it is written, and is a problem.
 */
export function substitute(value: unknown, scope: Scope, places: Places, into: Substitutions): unknown {
  const done = new Map<object, unknown>();

  function visit(here: unknown): unknown {
    if (typeof here !== 'object' || here === null) return here;
    const before = done.get(here);
    if (before !== undefined) return before;
    const result = copyIfChanged(here as Container);
    done.set(here, result);
    return result;
  }

  function copyIfChanged(original: Container): Container {
    let copy: Container | undefined;
    for (const [key, entry] of Object.entries(original)) {
      if (mayHoldExpression(key)) refuseKey(original, key);
      const isExpression = typeof entry === 'string' && mayHoldExpression(entry);
      const replaced = isExpression ? undefined : visit(entry);
      if (!isExpression && replaced === entry) continue;
      copy ??= copyContainer(original, places, into);
      (copy as Record<string, unknown>)[key] = isExpression ? resolve(entry, original, copy, key) : replaced;
    }
    return copy ?? original;
  }

  function resolve(text: string, original: Container, copy: Container, key: string): unknown {
    const resolved = resolveText(text, scope, limits.bytes - into.characters);
    const texts = into.texts.get(copy);
    if (resolved.kind === 'value') {
      into.characters += resolved.text.length;
      texts?.set(key, resolved.text);
      return resolved.value;
    }
    const offset = places.get(original)?.entries.get(key)?.value ?? 0;
    if (resolved.kind === 'too-long') report(offset, 'found expressions that make more than 1 MiB, expected less');
    if (resolved.kind === 'problems') for (const message of resolved.messages) report(offset, message);
    texts?.set(key, undefined);
    return text;
  }

  function refuseKey(original: Container, key: string): void {
    const offset = places.get(original)?.entries.get(key)?.key ?? 0;
    report(offset, `found the key ${describeValue(key)}, expected a key as it is: expressions stand in values`);
  }

  function report(offset: number, message: string): void {
    const known = into.problems.some(problem => problem.offset === offset && problem.message === message);
    if (!known && into.problems.length < limits.problems) into.problems.push({ offset, message });
  }

  return visit(value);
}
