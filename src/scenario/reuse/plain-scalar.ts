export type Scalar = string | number | boolean;

/** Numbers of YAML's core schema that are written as people write numbers (yaml.org/spec/1.2.2, 10.3.2). */
const number = /^[-+]?(?:0|[1-9]\d{0,15})(?:\.\d{1,15})?$/;

/** A text as YAML would read it without quotes, as far as numbers, true and false go; anything else stays text. */
export function plainScalar(text: string): Scalar {
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  return number.test(text) ? Number(text) : text;
}
