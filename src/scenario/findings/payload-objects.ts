import { Composer, LineCounter } from 'yaml';
import { z } from 'zod';
import { expandNodes } from '../yaml/expand-nodes.ts';
import { TooMuch } from '../yaml/limits.ts';
import { tokensOf } from '../yaml/read-yaml.ts';

const payloadObject = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string().optional(), namespace: z.string().optional() }).default({}),
});
const list = z.looseObject({ kind: z.string().endsWith('List'), items: z.array(z.unknown()) });

/** An object as a `kubectl` step's payload names it. */
export type PayloadObject = z.output<typeof payloadObject>;

/** The objects of a payload, Lists taken apart; bounded as scenario files are. What cannot be read is left to the step itself. */
export function readPayloadObjects(payload: string): PayloadObject[] {
  try {
    const composed = new Composer({ uniqueKeys: false, merge: false }).compose(tokensOf(payload, new LineCounter()));
    return [...composed].flatMap(({ contents, errors }) =>
      contents && errors.length === 0 ? objectsOf(expandNodes(contents).value) : [],
    );
  } catch (error) {
    if (error instanceof TooMuch) return [];
    throw error;
  }
}

function objectsOf(value: unknown): PayloadObject[] {
  const several = list.safeParse(value);
  if (several.success) return several.data.items.flatMap(objectsOf);
  const one = payloadObject.safeParse(value);
  return one.success ? [one.data] : [];
}
