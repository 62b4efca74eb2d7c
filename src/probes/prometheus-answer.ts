import { z } from 'zod';

/** What a query came to: one number and when it was evaluated (seconds since 1970), or why there is none. */
export type PrometheusNumber =
  | { readonly value: number; readonly at: number }
  | { readonly none: 'stale' | 'broken'; readonly why: string };

const pair = z.tuple([z.number(), z.string()]);
/** https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries */
const answerShape = z.union([
  z.object({
    status: z.literal('success'),
    data: z.discriminatedUnion('resultType', [
      z.object({ resultType: z.literal('scalar'), result: pair }),
      z.object({ resultType: z.literal('vector'), result: z.array(z.object({ value: pair.optional() })) }),
      z.object({ resultType: z.literal('matrix') }),
      z.object({ resultType: z.literal('string') }),
    ]),
  }),
  z.object({ status: z.literal('error'), error: z.string() }),
]);

/** Reads the answer to an instant query, whatever its status code was. */
export function readPrometheusNumber(answer: unknown): PrometheusNumber {
  const parsed = answerShape.safeParse(answer);
  if (!parsed.success) return { none: 'broken', why: 'the answer is not that of Prometheus' };
  if (parsed.data.status === 'error') return { none: 'broken', why: `Prometheus: ${parsed.data.error}` };
  const { data } = parsed.data;
  if (data.resultType === 'scalar') return readPair(data.result);
  if (data.resultType !== 'vector')
    return { none: 'broken', why: `the query gives a ${data.resultType}, not a number` };
  const [series, ...more] = data.result;
  if (series === undefined) return { none: 'stale', why: 'the query finds no series' };
  if (more.length > 0)
    return { none: 'broken', why: `the query finds ${more.length + 1} series: make one of them, by sum() for example` };
  return series.value ? readPair(series.value) : { none: 'broken', why: 'the query gives a histogram, not a number' };
}

/** 0/0 is how PromQL says that nothing was counted. */
function readPair([at, text]: z.output<typeof pair>): PrometheusNumber {
  const value = text === '+Inf' ? Number.POSITIVE_INFINITY : text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text);
  if (Number.isNaN(value)) return { none: 'stale', why: 'the value is NaN: nothing was counted' };
  if (!Number.isFinite(value)) return { none: 'broken', why: `the value is ${text}` };
  return { value, at };
}
