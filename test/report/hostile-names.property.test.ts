import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatComparison, formatVerdictTable, renderComment, timelineAnnotations } from '../../src/report/index.ts';
import { compare } from '../compare/run-figures.ts';
import { parseExposition } from './exposition.ts';
import { inputOf, journalNaming, render } from './report-inputs.ts';

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  ']]><!-- <?xml &amp; &#0;',
  '::error file=a::b',
  '\n::set-output name=verdict::upheld\r\n::stop-commands::x',
  '##[error]b',
  '| a | b |\n|---|---|',
  '```\n# h1\n```',
  '`code` **bold** _it_ ~~no~~ [l](javascript:alert(1)) ![i](http://evil/x.png)',
  '@somebody #1 :tada: $$x$$ www.evil.example https://evil.example',
  '- item\n1. item\n> quote\n===',
  '</pre></svg></title></style><script>',
  '\ttab\t\u0000',
  '\u202egnp.exe\u2066\u0000\u0007\u001b[31m\u009b2J',
  '\ud800 lone',
  'x'.repeat(10_000),
  ['$', '{{ secrets.TOKEN }}'].join(''),
];
const names: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        "'",
        '`',
        '|',
        '\n',
        '::',
        '##[',
        '*',
        '[',
        ']',
        '(',
        '\\',
        '@',
        '\u2028',
        '$',
        '~',
        ' ',
      ),
      { minLength: 1, maxLength: 30 },
    )
    .map(parts => parts.join('')),
);
const runs = { numRuns: 60, examples: hostile.map(name => [name] as [string]) };

/** Tags with the names of their attributes, without what the attributes hold. */
function tagsOf(page: string): string[] {
  return [...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'));
}

/** Text breaks: what must be the same whatever a name is, in a page made for the name `x`. */
const plain = {
  html: render('report.html', journalNaming('x')),
  junit: render('junit.xml', journalNaming('x')),
  summary: render('summary.md', journalNaming('x')),
};

describe('whatever the names are', () => {
  test('report.html keeps its elements, and nothing runs or loads', () => {
    fc.assert(
      fc.property(names, name => {
        const page = render('report.html', journalNaming(name));
        expect(tagsOf(page).filter(tag => !tag.startsWith('<text'))).toEqual(
          tagsOf(plain.html).filter(tag => !tag.startsWith('<text')),
        );
        expect(page).toContain('content="default-src &#39;none&#39;;');
      }),
      runs,
    );
  });

  test('junit.xml keeps its elements and holds only characters that XML has', () => {
    fc.assert(
      fc.property(names, name => {
        const xml = render('junit.xml', journalNaming(name));
        expect(tagsOf(xml)).toEqual(tagsOf(plain.junit));
        expect(xml).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
        expect(xml.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
      }),
      runs,
    );
  });

  test('summary.md keeps its lines and its tables', () => {
    const shape = (page: string) =>
      page.split('\n').map(line => `${/^[#>|-]*/.exec(line)![0].slice(0, 3)} ${line.split('|').length}`);
    fc.assert(
      fc.property(names, name => {
        const page = render('summary.md', journalNaming(name));
        expect(shape(page)).toEqual(shape(plain.summary));
        expect(tagsOf(page)).toEqual(tagsOf(plain.summary));
        const outsideCode = page.replace(/<(code|pre)>[\s\S]*?<\/\1>/g, '');
        expect(outsideCode).not.toMatch(/@\w|\]\(|!\[|~~|`|www\.|:\/\//);
      }),
      runs,
    );
  });

  test('the verdict table gives no command to a runner or a terminal', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 20, max: 200 }), (name, width) => {
        const table = formatVerdictTable(inputOf(journalNaming(name)).result, { color: false, width });
        expect(table).not.toMatch(/^\s*::/m);
        expect(table).not.toContain('##[');
        expect(table).not.toMatch(/[^\P{Cc}\n]/u);
      }),
      { numRuns: 60, examples: hostile.map((name): [string, number] => [name, 40]) },
    );
  });

  test('metrics.prom keeps its lines, and a label is read as what it names', () => {
    const shape = (text: string) =>
      [...parseExposition(text)].map(
        ([name, { points }]) => `${name} ${points.map(({ labels }) => Object.keys(labels))}`,
      );
    const expected = shape(render('metrics.prom', journalNaming('x')));
    fc.assert(
      fc.property(names, name => {
        const text = render('metrics.prom', journalNaming(name));
        expect(shape(text)).toEqual(expected);
        // A tab may stand in a label as it is.
        expect(text).not.toMatch(/[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/u);
      }),
      runs,
    );
  });

  test('trace.json and badge.json keep their shape and hold what can be shown', () => {
    const shape = (text: string) =>
      JSON.stringify(JSON.parse(text), (_, value) => (typeof value === 'string' ? '' : value));
    const spans = shape(render('trace.json', journalNaming('x')));
    const badge = render('badge.json', journalNaming('x'));
    fc.assert(
      fc.property(names, name => {
        const text = render('trace.json', journalNaming(name));
        expect(shape(text)).toBe(spans);
        expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\\u00[01]|\\ud[89a-f]/u);
        expect(render('badge.json', journalNaming(name))).toBe(badge);
      }),
      runs,
    );
  });

  test('the comment keeps its lines and its tables, with a comparison too', () => {
    const comment = (name: string) => {
      const events = journalNaming(name);
      return renderComment(inputOf(events).result, compare(events, events));
    };
    const shape = (page: string) => page.split('\n').map(line => line.split('|').length);
    const plain = comment('x');
    fc.assert(
      fc.property(names, name => {
        const page = comment(name);
        expect(shape(page)).toEqual(shape(plain));
        expect(tagsOf(page)).toEqual(tagsOf(plain));
        const outsideCode = page.replace(/<(code|pre)>[\s\S]*?<\/\1>/g, '');
        expect(outsideCode).not.toMatch(/@\w|\]\(|!\[|~~|`|www\.|:\/\//);
      }),
      runs,
    );
  });

  test('annotations for Grafana hold no markup but their own', () => {
    const plain = timelineAnnotations(inputOf(journalNaming('x'))).map(({ text }) => tagsOf(text));
    fc.assert(
      fc.property(names, name => {
        const annotations = timelineAnnotations(inputOf(journalNaming(name)));
        expect(annotations.map(({ text }) => tagsOf(text))).toEqual(plain);
        for (const { tags } of annotations) for (const tag of tags) expect(tag.length).toBeLessThanOrEqual(100);
      }),
      runs,
    );
  });

  test('a comparison gives no command to a runner or a terminal', () => {
    fc.assert(
      fc.property(names, name => {
        const text = formatComparison(compare(journalNaming(name), journalNaming(name)));
        expect(text).not.toMatch(/^\s*::/m);
        expect(text).not.toContain('##[');
        expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
      }),
      runs,
    );
  });

  test('results.sarif and verdict.json are JSON', () => {
    fc.assert(
      fc.property(names, name => {
        expect(JSON.parse(render('results.sarif', journalNaming(name))).version).toBe('2.1.0');
        expect(JSON.parse(render('verdict.json', journalNaming(name))).schemaVersion).toBe(1);
      }),
      runs,
    );
  });
});
