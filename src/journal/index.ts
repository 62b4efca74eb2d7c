/** Pure: the record of a run, and reading it again. */
export { type JournalEvent, journalVersion, type Sample } from './event.ts';
export { parseJournalLine } from './parse-line.ts';
export { createJournalReader, type JournalReader, readJournal } from './read-journal.ts';
