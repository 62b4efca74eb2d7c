import { existsSync, readFileSync } from 'node:fs';
import * as core from '@actions/core';
import { parse } from 'yaml';

/** Keys of a kubeconfig whose values open the cluster. */
const secretKeys = new Set([
  'token',
  'password',
  'client-key-data',
  'client-certificate-data',
  'certificate-authority-data',
  'access-token',
  'id-token',
  'refresh-token',
  'client-secret',
]);
/** Masking shorter ones would make the log unreadable: the runner replaces every occurrence. */
const leastCharacters = 8;

/** Every secret of a kubeconfig's text, those in base64 also as the lines of what they stand for. Pure. Not a kubeconfig: none. */
export function secretsOf(text: string): string[] {
  const found = new Set<string>();
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string' && secretKeys.has(key)) {
      found.add(value);
      // The runner masks line by line.
      if (key.endsWith('-data'))
        for (const line of Buffer.from(value, 'base64').toString().split('\n'))
          if (!line.startsWith('-----')) found.add(line);
    } else if (typeof value === 'object' && value !== null)
      for (const [name, child] of Object.entries(value)) visit(child, name);
  };
  visit(parse(text), '');
  return [...found].filter(secret => secret.length >= leastCharacters);
}

/** Has the runner hide a kubeconfig's secrets wherever they come up in the log. A file that is not there has none. */
export function maskKubeconfig(path: string): void {
  if (existsSync(path)) for (const secret of secretsOf(readFileSync(path, 'utf8'))) core.setSecret(secret);
}
