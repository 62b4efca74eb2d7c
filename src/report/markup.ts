/** Text that is markup already. Anything else that is put into markup is escaped. */
export interface Markup {
  readonly markup: string;
}

export type Content = Markup | string | number | undefined | readonly Content[];

/** Builds HTML, SVG or XML: what is put in comes out as text, whatever it holds. */
export function markup(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return { markup: strings.map((string, index) => (index === 0 ? '' : render(contents[index - 1])) + string).join('') };
}

function render(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string') return escapeMarkup(content);
  if (typeof content === 'number') return String(content);
  return 'markup' in content ? content.markup : content.map(render).join('');
}

/** Takes no room, and keeps what stands before and after it from being read as one. */
export const wordJoiner = '\u2060';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe as text and in quoted attributes, in HTML and in XML 1.0, where most control characters cannot even be written. */
export function escapeMarkup(text: string): string {
  return visible(text).replace(/[&<>"']/g, character => entities[character]!);
}

/** What cannot be shown, turns the direction of writing or is no character at all becomes a visible mark. */
export function visible(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, '\ufffd');
}

/** Names and messages come from outside and may be of any length. */
export function shorten(text: string, length = 300): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).toWellFormed()}…`;
}
