/** What Go's decoder says of text that is no JSON, from what V8 says of it. */
export function goJsonError(text: string, error: Error): string {
  const position = Number(/position (\d+)/.exec(error.message)?.[1] ?? Number.NaN);
  const isAtEnd = text.trim() === '' || /end of JSON input/.test(error.message) || position >= text.length;
  if (isAtEnd) return 'unexpected end of JSON input';
  const found = Number.isNaN(position) ? text.trim()[0] : text[position];
  const place =
    Number.isNaN(position) || position === 0 ? 'looking for beginning of value' : afterPlace(text, position);
  return `invalid character '${found}' ${place}`;
}

function afterPlace(text: string, position: number): string {
  const before = text.slice(0, position).trimEnd().at(-1);
  if (before === '{') return 'looking for beginning of object key string';
  if (before === ':' || before === '[') return 'looking for beginning of value';
  if (before === ',') return 'looking for beginning of object key string';
  return before === '}' || before === ']' ? 'after top-level value' : 'after object key:value pair';
}
