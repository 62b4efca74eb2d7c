/** One line of an exposition that is a number. */
export interface ParsedPoint {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface ParsedFamily {
  readonly type: string;
  readonly unit?: string;
  readonly help?: string;
  readonly points: ParsedPoint[];
}

const name = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const label = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
const sample = new RegExp(`^(${name})(?:\\{(${label}(?:,${label})*)\\})? ([+-]?(?:\\d[\\d.e+-]*|Inf)|NaN)$`, 'u');

/**
 * Reads OpenMetrics 1.0 text, and throws for what the specification forbids: a family in two places, a point outside of
 * its family, a unit that the name does not end with, the same labels twice, an end that is missing or not the end.
 */
export function parseExposition(text: string): Map<string, ParsedFamily> {
  const families = new Map<string, ParsedFamily>();
  if (!text.endsWith('\n# EOF\n')) throw new Error('the text does not end with # EOF');
  let current: [string, ParsedFamily] | undefined;
  for (const line of text.slice(0, -'# EOF\n'.length).split('\n').slice(0, -1)) {
    const metadata = /^# (TYPE|UNIT|HELP) (\S+) (.*)$/u.exec(line);
    if (metadata) {
      const [, kind, family = '', rest = ''] = metadata;
      if (kind === 'TYPE') {
        if (families.has(family)) throw new Error(`${family} comes twice`);
        current = [family, { type: rest, points: [] }];
        families.set(...current);
      } else if (current?.[0] !== family) throw new Error(`${kind} of ${family} is outside of it`);
      else if (current[1].points.length > 0) throw new Error(`${kind} of ${family} comes after its points`);
      if (kind === 'UNIT' && !family.endsWith(`_${rest}`)) throw new Error(`${family} does not end with ${rest}`);
      if (kind !== 'TYPE' && current) Object.assign(current[1], { [kind === 'UNIT' ? 'unit' : 'help']: rest });
      continue;
    }
    const match = sample.exec(line);
    if (!match) throw new Error(`no line of an exposition: ${JSON.stringify(line)}`);
    const [, family = '', pairs = '', number = ''] = match;
    if (current?.[0] !== family) throw new Error(`${family} has a point outside of it`);
    const labels = readLabels(pairs);
    const key = JSON.stringify(Object.entries(labels).sort());
    if (current[1].points.some(point => JSON.stringify(Object.entries(point.labels).sort()) === key))
      throw new Error(`${family} has the labels ${key} twice`);
    current[1].points.push({ name: family, labels, value: Number(number.replace('Inf', 'Infinity')) });
  }
  return families;
}

function readLabels(pairs: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [, key = '', value = ''] of pairs.matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/gu)) {
    if (Object.hasOwn(labels, key)) throw new Error(`the label ${key} comes twice`);
    labels[key] = value.replace(/\\(.)/gu, (_, character: string) => (character === 'n' ? '\n' : character));
  }
  return labels;
}
