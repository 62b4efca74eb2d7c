import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { commented, type Draft, dismissed } from '../../src/draft/draft.ts';
import { pathAt } from '../../src/draft/path-at.ts';
import { renderDraft } from '../../src/draft/render.ts';

const anything = fc.string({ unit: 'binary' });
const lines = fc.array(anything, { maxLength: 3 });

test('whatever is written in a comment stays in it', () => {
  fc.assert(
    fc.property(lines, lines, lines, anything, (head, before, about, inside) => {
      const hidden: Draft = { secret: inside, list: [inside, { more: inside }] };
      const draft = {
        kept: commented({ steps: [commented(1, before), dismissed(hidden, about), 2] }, about),
        gone: dismissed(hidden, before),
        last: 'here',
        after: dismissed(undefined, about),
      };
      expect(parse(renderDraft(draft, head))).toEqual({ kept: { steps: [1, 2] }, last: 'here' });
    }),
    { numRuns: 50 },
  );
});

test('values come back as they were', () => {
  const value = fc.letrec(tie => ({
    any: fc.oneof({ maxDepth: 4 }, anything, fc.integer(), fc.boolean(), fc.constant(null), tie('list'), tie('map')),
    list: fc.array(tie('any'), { maxLength: 4 }),
    map: fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), tie('any'), { maxKeys: 4 }),
  })).map;
  fc.assert(
    fc.property(value, draft => {
      expect(parse(renderDraft(draft as never))).toEqual(draft);
    }),
  );
});

test('what is commented out can be read again without the #', () => {
  const entry = { name: 'x', steps: [{ wait: { seconds: 1 } }] };
  const text = renderDraft({ scenarios: [dismissed(entry, ['why'])] });
  const uncommented = text.replace('[]\n', '').replace('# why', '').replaceAll('# ', '');
  expect(parse(uncommented)).toEqual({ scenarios: [entry] });
});

test('the path of what stands at a place', () => {
  const text = 'a: 1\nb:\n  - c: x\n    d: { e: [1, 22] }\n';
  const at = (line: number, column: number) => pathAt(text, { file: '', line, column });
  expect(at(1, 1)).toEqual(['a']);
  expect(at(3, 8)).toEqual(['b', 0, 'c']);
  expect(at(4, 17)).toEqual(['b', 0, 'd', 'e', 1]);
});
