import type { Note } from '../note.ts';
import type { Source } from '../source.ts';

/** Values of an experiment with `${name}` replaced from its `configuration`. */
export interface Values {
  /** The text there; undefined when it is none, or needs a value that the file does not have. */
  text(source: Source): string | undefined;
  number(source: Source): number | undefined;
  /** What was taken from the configuration and would come from outside with Chaos Toolkit, and what nobody took. */
  notes(): Note[];
}

/** Reads the configuration: a literal is its value, a variable of the environment its default. */
export function openConfiguration(configuration: Source): Values {
  const notes: Note[] = [];
  const lookUp = (name: string): string | undefined => {
    const entry = configuration.get(name);
    const literal = entry.text();
    if (literal !== undefined) return literal;
    if (entry.get('type').value !== 'env') return undefined;
    const otherwise = entry.get('default').text();
    if (otherwise === undefined) return undefined;
    const why = `the environment is not asked, its default ${JSON.stringify(otherwise)} stands here`;
    notes.push(...entry.get('key').leftovers(why));
    entry.get('type').text();
    return otherwise;
  };
  const text = (source: Source): string | undefined => {
    const written = source.value;
    if (typeof written !== 'string') return source.text();
    const known = new Map([...written.matchAll(/\$\{(\w+)\}/g)].map(([whole, name = '']) => [whole, lookUp(name)]));
    if ([...known.values()].includes(undefined)) return undefined;
    source.text();
    return written.replace(/\$\{\w+\}/g, whole => known.get(whole) ?? whole);
  };
  return {
    text,
    number(source) {
      const isReference = typeof source.value === 'string' && source.value.includes('${');
      const found = isReference ? Number(text(source)) : source.number();
      return Number.isNaN(found) ? undefined : found;
    },
    notes: () => [...notes, ...configuration.leftovers('nothing that was carried over needs it')],
  };
}
