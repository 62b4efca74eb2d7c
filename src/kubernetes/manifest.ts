import type { KubernetesObject } from '@kubernetes/client-node';
import { LineCounter, parseAllDocuments, type Tags } from 'yaml';
import { InvalidInput, messageOf, type Position, type Problem } from '../errors.ts';

/** An object to apply, and where it begins. */
export interface ManifestObject {
  readonly object: KubernetesObject;
  readonly at: Position;
}

/**
 * Reads the objects of a YAML or JSON text with any number of documents, Lists taken apart, as kubectl reads them
 * (YAML 1.1: `defaultMode: 0644` is octal). `file` is for positions. Throws InvalidInput with every problem at once.
 */
export function parseManifest(text: string, file: string): ManifestObject[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter,
    version: '1.1',
    customTags: withoutGuesses,
    prettyErrors: false,
    logLevel: 'error',
  });
  const problems: Problem[] = [];
  const objects: ManifestObject[] = [];
  const position = (offset: number): Position => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line, column: col };
  };
  for (const document of Array.isArray(documents) ? documents : []) {
    const [firstError] = document.errors;
    const at = position(firstError?.pos[0] ?? document.contents?.range?.[0] ?? document.range[0]);
    if (firstError) {
      problems.push({ at, message: firstError.message.split('\n')[0] ?? 'is not YAML' });
      continue;
    }
    try {
      collectObjects(document.toJS() as unknown, at, objects, problems);
    } catch (error) {
      problems.push({ at, message: messageOf(error) });
    }
  }
  if (problems.length > 0) throw new InvalidInput(problems);
  return objects;
}

function collectObjects(value: unknown, at: Position, objects: ManifestObject[], problems: Problem[]): void {
  if (value === null || value === undefined) return;
  if (typeof value !== 'object' || Array.isArray(value)) {
    const found = Array.isArray(value) ? 'a list' : `${typeof value} ${JSON.stringify(value)}`;
    problems.push({ at, message: `found ${found}; expected a Kubernetes object with apiVersion and kind` });
    return;
  }
  const object = value as KubernetesObject & { items?: unknown };
  for (const key of ['apiVersion', 'kind'] as const)
    if (typeof object[key] !== 'string') {
      problems.push({ at, message: `found an object without ${key}; expected a Kubernetes object` });
      return;
    }
  if (object.kind?.endsWith('List') && Array.isArray(object.items)) {
    for (const item of object.items) collectObjects(item, at, objects, problems);
  } else if (typeof object.metadata?.name !== 'string') {
    problems.push({
      at,
      message: `found a ${object.kind} without metadata.name; expected a name, it is applied by name`,
    });
  } else {
    objects.push({ object, at });
  }
}

/** YAML 1.1 without what kubectl's parser does not do either: dates and numbers to the base 60 stay text. */
function withoutGuesses(tags: Tags): Tags {
  return tags.filter(tag => typeof tag === 'string' || (!tag.tag.endsWith(':timestamp') && tag.format !== 'TIME'));
}
