import { commented, type Draft } from '../../draft/draft.ts';
import { parseDuration } from '../../scenario/duration.ts';
import type { Source } from '../source.ts';

const otherwise = '30s';

/** How long a fault lasts; a fault of Chaos Mesh without a duration ends when its object is deleted. */
export function importDuration(duration: Source): Draft {
  if (typeof duration.value === 'string' && (parseDuration(duration.value) ?? 0) > 0)
    return duration.text() ?? otherwise;
  return commented(otherwise, ['Chaos Mesh would go on until the object is deleted']);
}
