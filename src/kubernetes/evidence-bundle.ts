import { messageOf } from '../errors.ts';

export interface EvidenceFile {
  /** Safe as a file name. */
  readonly file: string;
  readonly text: string;
}

/** Files of bounded size, and a page that says what is in them and what is not. */
export interface EvidenceBundle {
  /** Keeps the end of a text that is too long: what was said last matters most. What does not fit at all is left out, and said. */
  add(file: string, text: string): void;
  say(text: string): void;
  /** Does a part of the work; where it fails, says so and answers otherwise. */
  attempt<T>(what: string, otherwise: T, job: () => Promise<T>): Promise<T>;
  /** `evidence.txt` first. */
  files(): EvidenceFile[];
}

export const maxFileBytes = 256 * 1024;
export const maxTotalBytes = 4 * 1024 * 1024;
/** Less of a file tells nothing. */
const leastBytes = 1024;

export function openEvidenceBundle(): EvidenceBundle {
  const files: EvidenceFile[] = [];
  const said: string[] = [];
  let left = maxTotalBytes;
  return {
    add(name, text) {
      // An API server that is no good may name a pod `../x`.
      const file = name.replace(/[^\w.-]+/g, '_').slice(-200);
      const bytes = Buffer.from(text === '' || text.endsWith('\n') ? text : `${text}\n`);
      const room = Math.min(maxFileBytes, left);
      if (room < leastBytes) {
        said.push(`${file}: left out, there are ${maxTotalBytes} bytes of evidence already`);
        return;
      }
      // A line that was cut, and with it a character, is not whole: it goes too.
      const cut = bytes.length > room ? Math.max(bytes.length - room, bytes.indexOf('\n', bytes.length - room) + 1) : 0;
      const kept = bytes.subarray(cut).toString('utf8');
      left -= bytes.length - cut;
      files.push({ file, text: cut > 0 ? `[${cut} bytes before this are left out]\n${kept}` : kept });
      said.push(cut > 0 ? `${file}: the last of ${bytes.length} bytes` : `${file}: ${bytes.length} bytes`);
    },
    say: text => void said.push(text),
    async attempt(what, otherwise, job) {
      try {
        return await job();
      } catch (error) {
        said.push(`not to be had: ${what}: ${messageOf(error).slice(0, 300)}`);
        return otherwise;
      }
    },
    files: () => [{ file: 'evidence.txt', text: `${said.join('\n')}\n` }, ...files],
  };
}
