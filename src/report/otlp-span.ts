import { fingerprint } from './fingerprint.ts';
import { shorten, visible } from './markup.ts';

/** What a span is made of: times in milliseconds since the run began; `key` is unique in the trace. */
export interface SpanWish {
  readonly key: string;
  readonly parent?: string;
  readonly name: string;
  readonly startT: number;
  readonly endT: number;
  readonly attributes: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  readonly status?: { readonly code: number; readonly message?: string };
}

/** Of OTLP's enumerations (opentelemetry/proto/trace/v1/trace.proto): SPAN_KIND_INTERNAL, STATUS_CODE_OK, STATUS_CODE_ERROR. */
const internalKind = 1;
export const okCode = 1;
export const errorCode = 2;

/**
 * A span in OTLP/JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding): ids in hexadecimal, 64-bit numbers
 * as strings, enumerations as numbers.
 */
export function formatSpan(
  { key, parent, name, startT, endT, attributes, status }: SpanWish,
  traceId: string,
  startedMs: number,
) {
  const idOf = (of: string) => fingerprint(traceId, of).slice(0, 16);
  const timeOf = (t: number) => String(BigInt(startedMs) * 1_000_000n + BigInt(Math.round(t * 1e6)));
  return {
    traceId,
    spanId: idOf(key),
    ...(parent !== undefined && { parentSpanId: idOf(parent) }),
    name: shorten(text(name).replace(/\s+/g, ' '), 200),
    kind: internalKind,
    startTimeUnixNano: timeOf(startT),
    endTimeUnixNano: timeOf(Math.max(startT, endT)),
    attributes: attributesOf(attributes),
    ...(status && { status }),
  };
}

/** Attributes as OTLP has them; what is undefined is left out. */
export function attributesOf(attributes: SpanWish['attributes']): { key: string; value: object }[] {
  return Object.entries(attributes).flatMap(([key, value]): { key: string; value: object }[] => {
    if (value === undefined) return [];
    if (typeof value === 'boolean') return [{ key, value: { boolValue: value } }];
    if (typeof value === 'number') return [{ key, value: { intValue: String(value) } }];
    if (typeof value === 'string') return [{ key, value: { stringValue: text(value) } }];
    return [{ key, value: { arrayValue: { values: value.map(each => ({ stringValue: text(each) })) } } }];
  });
}

/** Trace viewers are web pages: they get text that can be shown, and not endless. */
export function text(value: string): string {
  return shorten(visible(value), 1000);
}
