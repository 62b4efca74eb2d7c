import { readFileSync } from 'node:fs';
import { KubeConfig } from '@kubernetes/client-node';
import { InvalidInput, messageOf } from '../errors.ts';

/**
 * Reads a kubeconfig file and selects a context (the file's current one by default).
 * Throws InvalidInput with one message when the file cannot be read or does not lead to a cluster.
 */
export function loadKubeconfig(path: string, context?: string): KubeConfig {
  const invalid = (what: string): InvalidInput => new InvalidInput(`kubeconfig ${path}: ${what}`);
  const config = new KubeConfig();
  try {
    // loadFromFile would say the same; reading first tells an unreadable file from a wrong one.
    readFileSync(path);
  } catch (error) {
    throw invalid(`cannot be read (${(error as NodeJS.ErrnoException).code ?? messageOf(error)})`);
  }
  try {
    config.loadFromFile(path);
  } catch (error) {
    throw invalid(`is not a kubeconfig: ${messageOf(error).split('\n')[0]}`);
  }
  const names = config.contexts.map(({ name }) => name);
  if (names.length === 0) throw invalid('has no contexts; expected the file that kubectl uses');
  const wanted = context ?? config.currentContext;
  if (!wanted) throw invalid(`has no current-context; name one of ${names.join(', ')}`);
  if (!names.includes(wanted)) throw invalid(`has no context "${wanted}"; it has ${names.join(', ')}`);
  config.setCurrentContext(wanted);
  const cluster = config.getCurrentCluster();
  if (!cluster) throw invalid(`context "${wanted}" names a cluster that the file does not have`);
  if (!config.getCurrentUser()) throw invalid(`context "${wanted}" names a user that the file does not have`);
  if (!URL.canParse(cluster.server)) throw invalid(`"${cluster.server}" is not the address of a server`);
  if (!cluster.server.startsWith('https:') && !cluster.skipTLSVerify)
    throw invalid(
      `found the server ${cluster.server}, expected an https: address (credentials do not travel in the clear)`,
    );
  return config;
}
