import { fingerprint } from './fingerprint.ts';
import { shorten, visible, wordJoiner } from './markup.ts';

/**
 * Code scanning shows at most 5,000 results of a run and refuses more than 25,000
 * (https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
 */
export const maxResults = 5000;

export type SarifLevel = 'error' | 'warning' | 'note';

/** What a code means. Code scanning requires all three texts. */
export interface SarifRule {
  readonly id: string;
  readonly short: string;
  readonly full: string;
  readonly help: string;
  readonly level: SarifLevel;
  readonly tags: readonly string[];
}

export interface SarifResult {
  readonly ruleId: string;
  readonly level: SarifLevel;
  readonly message: string;
  readonly at: { readonly file: string; readonly line: number; readonly column?: number };
  /** What it is about, beside its code and file: an alert stays the same one when lines move. */
  readonly about: string;
  readonly fix?: SarifFix;
}

/** Text for a region of the file; lines and columns count from 1. */
export interface SarifFix {
  readonly from: { readonly line: number; readonly column: number };
  readonly to: { readonly line: number; readonly column: number };
  readonly text: string;
}

export interface SarifInput {
  readonly tool: { readonly name: string; readonly version: string };
  /** One for each code of the results that are shown. */
  readonly rules: readonly SarifRule[];
  readonly results: readonly SarifResult[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** One run of this program in SARIF 2.1.0, as code scanning reads it; the first results where there are too many. */
export function renderSarifLog({ tool, rules, results, properties = {} }: SarifInput): string {
  const shown = results.slice(0, maxResults);
  const ids = rules.map(({ id }) => id);
  const seen = new Map<string, number>();
  const sarif = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool.name, version: tool.version, rules: rules.map(describeRule) } },
        automationDetails: { id: 'chaos-gate/' },
        columnKind: 'utf16CodeUnits',
        properties: {
          ...properties,
          ...(shown.length < results.length && { note: `only the first ${maxResults} of ${results.length} are here` }),
        },
        results: shown.map(result => describeResult(result, ids.indexOf(result.ruleId), seen)),
      },
    ],
  };
  return `${JSON.stringify(sarif, null, 2)}\n`;
}

function describeRule({ id, short, full, help, level, tags }: SarifRule) {
  return {
    id,
    shortDescription: { text: short },
    fullDescription: { text: full },
    help: { text: help },
    defaultConfiguration: { level },
    properties: { tags },
  };
}

function describeResult(
  { ruleId, level, message, at, about, fix }: SarifResult,
  ruleIndex: number,
  seen: Map<string, number>,
) {
  // By the place it has among its equals where there are several.
  const place = fingerprint(ruleId, at.file, about).slice(0, 16);
  const occurrence = (seen.get(place) ?? 0) + 1;
  seen.set(place, occurrence);
  const artifactLocation = { uri: uriOf(at.file) };
  const region = { startLine: at.line, ...(at.column !== undefined && { startColumn: at.column }) };
  return {
    ruleId,
    ruleIndex,
    level,
    message: { text: withoutLinks(shorten(visible(message), 4000)) },
    locations: [{ physicalLocation: { artifactLocation, region } }],
    partialFingerprints: { primaryLocationLineHash: `${place}:${occurrence}` },
    ...(fix && { fixes: [describeFix(fix, artifactLocation)] }),
  };
}

function describeFix({ from, to, text }: SarifFix, artifactLocation: { readonly uri: string }) {
  const deletedRegion = { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  return { artifactChanges: [{ artifactLocation, replacements: [{ deletedRegion, insertedContent: { text } }] }] };
}

/** `[text](place)` is a link in a message (SARIF 2.1.0, 3.11.6), and names come from outside. */
function withoutLinks(message: string): string {
  return message.replaceAll('](', `]${wordJoiner}(`);
}

/** A path as a URI reference: relative to the repository, or a file URI. */
function uriOf(path: string): string {
  const encoded = path.toWellFormed().split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}
