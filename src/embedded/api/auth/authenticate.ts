import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ApiError } from '../cluster-api.ts';
import type { ServiceAccountTokens } from './service-account-tokens.ts';
import { ADMIN, isSuperuser, type User } from './user.ts';

/**
 * Who sends this request: the administrator or a ServiceAccount, by bearer token; an administrator may act as another
 * user (`kubectl --as`).
 * @throws ApiError 401 without a valid token, 403 for an impersonation by anybody else
 */
export function authenticate(request: IncomingMessage, adminToken: string, tokens: ServiceAccountTokens): User {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? protocolToken(request);
  const user = bearer === undefined ? undefined : sameSecret(bearer, adminToken) ? ADMIN : tokens.check(bearer);
  if (!user) throw new ApiError(401, 'Unauthorized', 'Unauthorized');
  return impersonated(request, user);
}

/** A browser's WebSocket can send no header but its protocols; a real server takes the token there too. */
function protocolToken(request: IncomingMessage): string | undefined {
  const protocols = String(request.headers['sec-websocket-protocol'] ?? '').split(/,\s*/);
  const encoded = protocols.find(one => one.startsWith('base64url.bearer.authorization.k8s.io.'));
  return encoded && Buffer.from(encoded.split('.').at(-1)!, 'base64url').toString();
}

function impersonated(request: IncomingMessage, user: User): User {
  const name = request.headers['impersonate-user'];
  if (typeof name !== 'string') return user;
  if (!isSuperuser(user))
    throw new ApiError(
      403,
      'Forbidden',
      `users "${name}" is forbidden: User "${user.username}" cannot impersonate resource "users" in API group "" at the cluster scope`,
      { name, kind: 'users' },
    );
  const groups = [request.headers['impersonate-group'] ?? []].flat().flatMap(one => one.split(/,\s*/));
  const account = /^system:serviceaccount:([^:]+):/.exec(name);
  const implied = account ? ['system:serviceaccounts', `system:serviceaccounts:${account[1]}`] : [];
  return { username: name, groups: [...new Set([...groups, ...implied, 'system:authenticated'])] };
}

function sameSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
