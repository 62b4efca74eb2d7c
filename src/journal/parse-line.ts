import { InvalidInput, messageOf } from '../errors.ts';
import { type JournalEvent, journalVersion } from './event.ts';
import { eventShapes, sampleShape } from './event-shape.ts';
import { parseSampleLine } from './sample-line.ts';

/**
 * Reads one line of a journal. Throws InvalidInput for a line that is not JSON, not an event, or not an event of this
 * version; the message says what was found and what was expected, the caller adds where.
 */
export function parseJournalLine(line: string): JournalEvent {
  return parseSampleLine(line) ?? parseAnyLine(line);
}

function parseAnyLine(line: string): JournalEvent {
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch (error) {
    throw new InvalidInput(`found ${excerpt(line)}, expected one JSON object a line (${messageOf(error)})`);
  }
  if (typeof event !== 'object' || event === null || Array.isArray(event))
    throw new InvalidInput(`found ${excerpt(line)}, expected an event`);
  const { type, journalVersion: version } = event as { type?: unknown; journalVersion?: unknown };
  if (type === 'run-started' && typeof version === 'number' && version !== journalVersion)
    throw new InvalidInput(
      `the journal is of version ${version}, expected ${journalVersion}: read it with the chaos-gate that wrote it, or a newer one`,
    );
  const shape =
    type === 's' ? sampleShape : Object.hasOwn(eventShapes, String(type)) ? eventShapes[type as 'message'] : undefined;
  if (!shape) {
    const known = ['s', ...Object.keys(eventShapes)].join(', ');
    throw new InvalidInput(
      `found an event of type ${excerpt(JSON.stringify(type) ?? 'none')}, expected one of ${known}`,
    );
  }
  const { error } = shape.safeParse(event);
  if (!error) return event as JournalEvent;
  const issue = error.issues[0];
  throw new InvalidInput(
    `found an event "${type}" whose ${issue?.path.join('.') || 'shape'} is wrong: ${issue?.message}`,
  );
}

function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text === '' ? 'an empty line' : text;
}
