import type { DraftMap } from '../../draft/draft.ts';
import { targetOfUrl } from '../service-url.ts';
import type { Source } from '../source.ts';
import type { Values } from './configuration.ts';

/** Where a request of an `http` provider goes and what it sends; undefined, and nothing read, when its URL is none. */
export function importRequest(provider: Source, values: Values): DraftMap | undefined {
  const written = provider.get('url');
  const url = provider.get('type').value === 'http' && written.value !== undefined ? values.text(written) : undefined;
  const target = url === undefined ? undefined : targetOfUrl(url);
  if (!target) return undefined;
  provider.get('type').text();
  const method = (values.text(provider.get('method')) ?? 'GET').toLowerCase();
  const headers = provider.get('headers').keys.flatMap(name => {
    const value = values.text(provider.get('headers', name));
    return value === undefined ? [] : [{ name, value }];
  });
  const timeout = provider.get('timeout');
  // Chaos Toolkit counts seconds.
  const timeoutMs = typeof timeout.value === 'number' ? Math.round((timeout.number() ?? 1) * 1000) : undefined;
  return {
    ...target,
    method: method === 'get' ? undefined : method,
    headers: headers.length > 0 ? headers : undefined,
    timeout: timeoutMs,
    insecure: provider.get('verify_tls').flag() === false || undefined,
  };
}
