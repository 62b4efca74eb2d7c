import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { V1SecretList } from '@kubernetes/client-node';
import { messageOf } from '../errors.ts';
import type { ApiConnection } from '../kubernetes/access.ts';
import { readJson } from '../kubernetes/connect.ts';
import { copyRedacted } from '../kubernetes/redacted-copy.ts';
import { secretValues } from '../kubernetes/secret-forms.ts';

const secretsTimeoutMs = 3_000;

interface LogExportOptions {
  /** Absent: there is no API to ask for Secrets. */
  readonly connection?: ApiConnection;
  readonly signal: AbortSignal;
  readonly report: (text: string) => void;
}

/**
 * Has a provider write its logs into a folder outside of the run's, and copies them below `directory` without secrets:
 * nothing that is uploaded ever holds one, however this process ends. What was written is copied also when `write` throws.
 */
export async function exportRedacted(
  directory: string,
  options: LogExportOptions,
  write: (folder: string) => Promise<void>,
): Promise<void> {
  const known = await readSecretValues(options);
  const folder = await mkdtemp(join(tmpdir(), 'chaos-gate-logs-'));
  try {
    await write(folder).finally(() => copyRedacted(folder, directory, known));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The values of all Secrets, for pods of all namespaces are in the logs of the nodes. */
async function readSecretValues({ connection, signal, report }: LogExportOptions): Promise<string[]> {
  if (!connection) return [];
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(secretsTimeoutMs)]);
    const { items } = await readJson<V1SecretList>(connection, {
      path: '/api/v1/secrets',
      asking: 'secrets',
      signal: within,
    });
    return secretValues(items);
  } catch (error) {
    report(
      `from the nodes' logs only what looks like a secret is redacted, the Secrets are not to be had: ${messageOf(error)}`,
    );
    return [];
  }
}
