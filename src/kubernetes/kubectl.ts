import { findProgram, runCommand } from '../command/index.ts';
import { InfrastructureFailure } from '../errors.ts';
import type { ApiConnection } from './access.ts';

export interface KubectlOptions {
  /** What needs kubectl, for the message when it is not there: `the step kubectl`. */
  readonly purpose: string;
  /** Default `kubectl`. */
  readonly binary?: string;
  /** Written to its standard input. */
  readonly input?: string;
  /** For HTTPS_PROXY and HTTP_PROXY of the child. */
  readonly proxy?: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/**
 * Runs kubectl against the cluster of a connection, never against the user's own context. Returns its standard output.
 * Throws CommandFailed with the pasteable line, InfrastructureFailure when there is no kubectl.
 */
export async function runKubectl(
  connection: Pick<ApiConnection, 'kubeconfig' | 'context'>,
  argv: readonly string[],
  options: KubectlOptions,
): Promise<string> {
  const { binary = 'kubectl', proxy } = options;
  if ((await findProgram(binary)) === undefined)
    throw new InfrastructureFailure(`${options.purpose} needs ${binary}, which is not on PATH`);
  const { stdout } = await runCommand(
    [binary, '--kubeconfig', connection.kubeconfig, '--context', connection.context, ...argv],
    {
      input: options.input,
      signal: options.signal,
      timeoutMs: options.timeoutMs ?? 60_000,
      environment: proxy ? { HTTPS_PROXY: proxy, HTTP_PROXY: proxy } : {},
    },
  );
  return stdout;
}

/** `kubectl apply -f -` of a manifest. */
export async function kubectlApply(
  connection: Pick<ApiConnection, 'kubeconfig' | 'context'>,
  manifest: string,
  options: Omit<KubectlOptions, 'input'>,
): Promise<string> {
  return await runKubectl(connection, ['apply', '-f', '-'], { ...options, input: manifest });
}

/** `kubectl delete -f -` of a manifest; objects that are gone already are no error. */
export async function kubectlDelete(
  connection: Pick<ApiConnection, 'kubeconfig' | 'context'>,
  manifest: string,
  options: Omit<KubectlOptions, 'input'>,
): Promise<string> {
  return await runKubectl(connection, ['delete', '--ignore-not-found', '-f', '-'], { ...options, input: manifest });
}
