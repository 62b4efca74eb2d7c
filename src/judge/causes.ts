/** The texts that say why samples were not ok, each kept once. A probe repeats few of them, but a hostile app need not. */
export interface Causes {
  /** A small number for a text, for `textOf`. */
  indexOf(text: string): number;
  textOf(index: number): string;
}

const maxCauses = 200;
const maxLength = 300;
const other = 'other causes';

export function createCauses(): Causes {
  const texts: string[] = [];
  const indices = new Map<string, number>();
  const put = (text: string) => {
    indices.set(text, texts.length);
    return texts.push(text) - 1;
  };
  return {
    indexOf(full) {
      const text = full.length > maxLength ? `${full.slice(0, maxLength - 1)}…` : full;
      const known = indices.get(text);
      if (known !== undefined) return known;
      if (texts.length < maxCauses) return put(text);
      return indices.get(other) ?? put(other);
    },
    textOf: index => texts[index] ?? other,
  };
}
