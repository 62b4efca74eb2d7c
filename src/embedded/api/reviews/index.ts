import { type Attempt, ISSUER, reasonToAllow, rulesOf, type User } from '../auth/index.ts';
import { type AnyObject, ApiError } from '../cluster-api.ts';
import { sendJson } from '../http/respond.ts';
import type { ResourceCall, ServerContext } from '../http/server-context.ts';
import { type Registry, timestamp } from '../registry/index.ts';
import { invalid, invalidKind } from '../status/index.ts';
import { readBodyAs } from '../subresources/read-body.ts';

type Answer = (context: ServerContext, call: ResourceCall, review: AnyObject) => AnyObject;

/** Questions that clients ask the server about users and rights; by kind, with the status that answers them. */
const ANSWERS: Readonly<Record<string, readonly [type: string, answer: Answer]>> = {
  SelfSubjectReview: ['authentication.SelfSubjectReview', (_context, { user }) => ({ userInfo: userInfo(user) })],
  TokenReview: ['authentication.TokenReview', reviewToken],
  SelfSubjectAccessReview: [
    'authorization.SelfSubjectAccessReview',
    ({ registry }, { user }, { spec }) => answerAccess(registry, user, attemptOf(spec)),
  ],
  SubjectAccessReview: ['authorization.SubjectAccessReview', reviewAccess],
  LocalSubjectAccessReview: ['authorization.LocalSubjectAccessReview', reviewAccess],
  SelfSubjectRulesReview: ['authorization.SelfSubjectRulesReview', reviewRules],
};

export async function handleReview(context: ServerContext, call: ResourceCall): Promise<void> {
  const { resource, info, response } = call;
  const found = ANSWERS[resource.kind];
  if (!found || info.verb !== 'create')
    throw new ApiError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {});
  const [type, answer] = found;
  const review = await readBodyAs(type, call);
  const { metadata = {}, spec } = review;
  sendJson(response, 201, {
    kind: resource.kind,
    apiVersion: `${resource.group}/${resource.version}`,
    metadata:
      resource.kind === 'SelfSubjectReview'
        ? { ...metadata, creationTimestamp: timestamp(context.registry.now()) }
        : metadata,
    ...(spec ? { spec } : {}),
    status: answer(context, call, review),
  });
}

function userInfo({ username, uid, groups, extra }: User): AnyObject {
  return { username, ...(uid ? { uid } : {}), groups: [...groups], ...(extra ? { extra } : {}) };
}

function reviewToken({ tokens }: ServerContext, _call: ResourceCall, { spec }: AnyObject): AnyObject {
  const user = tokens.check(spec?.token ?? '');
  return user
    ? { authenticated: true, user: userInfo(user), audiences: [ISSUER] }
    : { user: {}, error: 'invalid bearer token' };
}

function reviewAccess({ registry }: ServerContext, _call: ResourceCall, { spec }: AnyObject): AnyObject {
  const user: User = { username: spec?.user ?? '', groups: spec?.groups ?? [] };
  return answerAccess(registry, user, attemptOf(spec));
}

function answerAccess(registry: Registry, user: User, attempt: Attempt): AnyObject {
  const reason = reasonToAllow(registry, user, attempt);
  return reason === undefined ? { allowed: false } : { allowed: true, ...(reason ? { reason } : {}) };
}

function reviewRules({ registry }: ServerContext, { user }: ResourceCall, { spec }: AnyObject): AnyObject {
  const rules = rulesOf(registry, user, spec?.namespace);
  return {
    resourceRules: rules
      .filter(rule => rule.resources)
      .map(({ verbs, apiGroups, resources, resourceNames }) => ({
        verbs,
        apiGroups,
        resources,
        ...(resourceNames ? { resourceNames } : {}),
      })),
    nonResourceRules: rules
      .filter(rule => rule.nonResourceURLs)
      .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
    incomplete: false,
  };
}

function attemptOf(spec: AnyObject | undefined): Attempt {
  const { resourceAttributes: resource, nonResourceAttributes: path } = spec ?? {};
  if (resource)
    return {
      verb: resource.verb ?? '',
      group: resource.group ?? '',
      resource: resource.subresource ? `${resource.resource}/${resource.subresource}` : (resource.resource ?? ''),
      namespace: resource.namespace || undefined,
      name: resource.name || undefined,
    };
  if (path) return { verb: path.verb ?? '', path: path.path ?? '' };
  throw invalidKind({ group: 'authorization.k8s.io', kind: '' }, '', [
    invalid(
      'spec.resourceAttributes',
      null,
      'exactly one of nonResourceAttributes or resourceAttributes must be specified',
    ),
  ]);
}
