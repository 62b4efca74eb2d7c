import { createPublicKey, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import type { Registry } from '../registry/index.ts';
import type { User } from './user.ts';

export const ISSUER = 'https://kubernetes.default.svc.cluster.local';
const DEFAULT_SECONDS = 3600;

export interface TokenRequest {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly expirationSeconds?: number;
  readonly audiences?: readonly string[];
  /** The pod that it is for; the token ends with it. */
  readonly pod?: { readonly name: string; readonly uid: string };
}

export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Date;
  readonly audiences: readonly string[];
}

/** Issues and checks the tokens of ServiceAccounts: JWTs signed with a key that only this process has. */
export interface ServiceAccountTokens {
  /** @throws ApiError 404 when there is no such account */
  issue(request: TokenRequest): IssuedToken;
  /** undefined for a token that is not from here, is too old, or whose account or pod is gone. */
  check(token: string): User | undefined;
}

export function createServiceAccountTokens(registry: Registry): ServiceAccountTokens {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = createPublicKey(privateKey);
  const accounts = registry.resources.byName('serviceaccounts')!;
  const pods = registry.resources.byName('pods')!;
  const options = { dsaEncoding: 'ieee-p1363' } as const;

  return {
    issue({ namespace, serviceAccount, expirationSeconds = DEFAULT_SECONDS, audiences = [ISSUER], pod }) {
      const account = registry.get(accounts, namespace, serviceAccount);
      const issuedAt = Math.floor(registry.now().getTime() / 1000);
      const claims = {
        aud: audiences,
        exp: issuedAt + expirationSeconds,
        iat: issuedAt,
        iss: ISSUER,
        jti: randomUUID(),
        'kubernetes.io': {
          namespace,
          ...(pod ? { pod } : {}),
          serviceaccount: { name: serviceAccount, uid: account.metadata!.uid },
        },
        nbf: issuedAt,
        sub: usernameOf(namespace, serviceAccount),
      };
      const signed = `${encode({ alg: 'ES256', typ: 'JWT' })}.${encode(claims)}`;
      const signature = sign('sha256', Buffer.from(signed), { key: privateKey, ...options }).toString('base64url');
      return { token: `${signed}.${signature}`, expiresAt: new Date(claims.exp * 1000), audiences };
    },
    check(token) {
      const [header, payload, signature] = token.split('.');
      if (!header || !payload || !signature) return undefined;
      const genuine = verify(
        'sha256',
        Buffer.from(`${header}.${payload}`),
        { key: publicKey, ...options },
        Buffer.from(signature, 'base64url'),
      );
      if (!genuine) return undefined;
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
      const { namespace, serviceaccount, pod } = claims['kubernetes.io'];
      const account = registry.find(accounts, namespace, serviceaccount.name);
      const gone =
        account?.metadata?.uid !== serviceaccount.uid ||
        (pod && registry.find(pods, namespace, pod.name)?.metadata?.uid !== pod.uid);
      if (gone || claims.exp * 1000 < registry.now().getTime() || !claims.aud.includes(ISSUER)) return undefined;
      return {
        username: claims.sub,
        uid: serviceaccount.uid,
        groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
        extra: { 'authentication.kubernetes.io/credential-id': [`JTI=${claims.jti}`] },
      };
    },
  };
}

function usernameOf(namespace: string, name: string): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
