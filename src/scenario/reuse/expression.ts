/** What a `${{ }}` may refer to: a variable of the environment, or one of the scenario's `foreach`. */
export interface Reference {
  readonly kind: 'reference';
  readonly source: 'env' | 'foreach';
  readonly name: string;
  /** What stands after `||`. */
  readonly otherwise?: string;
}

/** A piece of a text: what is written, a reference, or a `${{` that is none. */
export type Piece =
  | { readonly kind: 'written'; readonly text: string }
  | { readonly kind: 'malformed'; readonly text: string }
  | Reference;

/**
 * The one form there is, besides its spaces: `${{ env.NAME }}`, `${{ env.NAME || 'text' }}`, `${{ foreach.name }}`.
 * A quote inside the text is written twice, as in GitHub's expressions.
 */
const reference =
  /\$\{\{[ \t]*(?:env\.([A-Za-z_]\w*)(?:[ \t]*\|\|[ \t]*'((?:[^']|'')*)')?|foreach\.([A-Za-z_]\w*))[ \t]*\}\}/y;

/** What a message says was expected. */
export const expressionExpected = `\${{ env.NAME }}, \${{ env.NAME || 'text' }} or \${{ foreach.NAME }}: values are put in, nothing is evaluated`;

export function mayHoldExpression(text: string): boolean {
  return text.includes('${{');
}

/** Takes a text apart at its expressions. */
export function readPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf('${{', at);
    if (start !== at) pieces.push({ kind: 'written', text: text.slice(at, start < 0 ? undefined : start) });
    if (start < 0) break;
    reference.lastIndex = start;
    const match = reference.exec(text);
    if (match) {
      at = reference.lastIndex;
      pieces.push(referenceOf(match));
    } else {
      const close = text.indexOf('}}', start);
      at = close < 0 ? text.length : close + 2;
      pieces.push({ kind: 'malformed', text: text.slice(start, at) });
    }
  }
  return pieces;
}

function referenceOf([, variable = '', otherwise, each]: RegExpExecArray): Reference {
  if (each !== undefined) return { kind: 'reference', source: 'foreach', name: each };
  const text = otherwise?.replaceAll("''", "'");
  return { kind: 'reference', source: 'env', name: variable, ...(text !== undefined && { otherwise: text }) };
}
