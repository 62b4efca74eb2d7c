import { expect, test } from '@jest/globals';
import { faultT, journalOf, methodT } from '../judge/journal-builder.ts';
import { render } from './report-inputs.ts';
import { refuted, upheld } from './sample-journals.ts';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
  readonly status?: { readonly code: number; readonly message?: string };
}

function spansOf(events: typeof upheld): Span[] {
  return JSON.parse(render('trace.json', events)).resourceSpans[0].scopeSpans[0].spans;
}

const startedNs = BigInt(Date.parse('2026-01-02T03:04:05Z')) * 1_000_000n;
const at = (ms: number) => String(startedNs + BigInt(ms) * 1_000_000n);

test('the run, its experiment, phases, fault and outage, each inside its parent', () => {
  const spans = spansOf(refuted);
  expect(spans.map(({ name }) => name)).toEqual([
    'chaos-gate run',
    'experiment: Half of the pods die',
    'baseline',
    'method',
    'undo',
    'recovery',
    'fault: kill',
    'outage: shop answers',
  ]);
  const byId = new Map(spans.map(span => [span.spanId, span]));
  expect(byId.size).toBe(spans.length);
  for (const span of spans.slice(1)) {
    const parent = byId.get(span.parentSpanId ?? '')!;
    expect(BigInt(span.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(parent.startTimeUnixNano));
    expect(BigInt(span.endTimeUnixNano)).toBeLessThanOrEqual(BigInt(parent.endTimeUnixNano));
  }
  const [method, fault, outage] = [spans[3]!, spans[6]!, spans[7]!];
  expect(method).toMatchObject({ startTimeUnixNano: at(methodT) });
  expect(fault).toMatchObject({ parentSpanId: method.spanId, startTimeUnixNano: at(faultT) });
  expect(outage).toMatchObject({
    startTimeUnixNano: at(faultT),
    endTimeUnixNano: at(faultT + 300),
    status: { code: 2, message: 'connect ECONNREFUSED' },
  });
});

test('OTLP/JSON: hexadecimal ids that are not zero, 64-bit numbers as strings, one value an attribute', () => {
  for (const span of spansOf(refuted)) {
    expect(span.traceId).toMatch(/^(?!0+$)[0-9a-f]{32}$/);
    expect(span.spanId).toMatch(/^(?!0+$)[0-9a-f]{16}$/);
    expect(span.kind).toBe(1);
    for (const time of [span.startTimeUnixNano, span.endTimeUnixNano]) expect(time).toMatch(/^\d{19}$/);
    for (const { key, value } of span.attributes) {
      expect(key).toMatch(/^[a-z_.]+$/);
      expect(Object.keys(value)).toEqual([expect.stringMatching(/^(string|bool|int|array)Value$/)]);
      if ('intValue' in value) expect(value.intValue).toMatch(/^-?\d+$/);
    }
  }
});

test('the same run is the same trace, another one is another', () => {
  const idOf = (events: typeof upheld) => spansOf(events)[0]!.traceId;
  expect(idOf(upheld)).toBe(idOf(upheld));
  expect(idOf(journalOf({ run: { seed: 43 } }))).not.toBe(idOf(upheld));
});

test('an app that never comes back has an outage until the journal ends, and fails every second sample no more than fifty', () => {
  const gone = journalOf({ probes: [{ see: t => (t >= faultT ? { r: 'fail' } : {}) }] });
  expect(spansOf(gone).at(-1)).toMatchObject({ startTimeUnixNano: at(faultT), endTimeUnixNano: at(9000) });
  const flapping = journalOf({ probes: [{ everyMs: 10, see: t => (t % 20 === 0 ? { r: 'fail' } : {}) }] });
  expect(spansOf(flapping).filter(({ name }) => name.startsWith('outage'))).toHaveLength(50);
});
