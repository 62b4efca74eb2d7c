import { ApiError } from '../api/cluster-api.ts';
import type { ControllerContext } from './context.ts';
import {
  type ControllerRevision,
  type Identified,
  isTerminating,
  type LabelSelector,
  type PodTemplate,
} from './objects.ts';
import { claim, controllerReferenceTo } from './owner-references.ts';
import { hashOf } from './pod-template.ts';
import { canonicalJson } from './semantic-equality.ts';

type Owner = Identified & {
  readonly spec?: { readonly selector?: LabelSelector; readonly template?: PodTemplate };
  readonly status?: { readonly collisionCount?: number };
};

/** The templates that an owner has had, oldest first, and the one that holds its template of now. */
export interface Revisions {
  readonly all: readonly ControllerRevision[];
  readonly update: ControllerRevision;
}

/**
 * Finds or creates the ControllerRevision with the owner's template; one that was used before gets the next number.
 * @param hashLabel the label under which the revision carries its hash
 * @throws ApiError AlreadyExists when the name is taken by other content: the caller raises its collisionCount
 */
export function provideRevisions({ api, informers }: ControllerContext, owner: Owner, hashLabel: string): Revisions {
  const resource = 'controllerrevisions.apps';
  const known = claim(api, resource, informers(resource), owner).sort((a, b) => a.revision - b.revision);
  const template = owner.spec!.template!;
  const data = { spec: { template: { ...template, $patch: 'replace' } } };
  const text = canonicalJson(data);
  const equal = known.findLast(revision => canonicalJson(revision.data) === text);
  const next = (known.at(-1)?.revision ?? 0) + 1;
  if (equal && (equal === known.at(-1) || isTerminating(owner))) return { all: known, update: equal };
  const { name, namespace, annotations } = owner.metadata!;
  if (equal) {
    const renewed = api.mutate(resource, namespace, equal.metadata!.name!, draft => {
      draft.revision = next;
    });
    if (renewed) return { all: [...known.filter(revision => revision !== equal), renewed], update: renewed };
  }
  const hash = hashOf(template, owner.status?.collisionCount);
  const revision: ControllerRevision = {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels: { ...template.metadata?.labels, [hashLabel]: hash },
      ...(annotations && { annotations: { ...annotations } }),
      ownerReferences: [controllerReferenceTo(owner)],
    },
    data,
    revision: next,
  };
  const update = api.create(resource, structuredClone(revision));
  return { all: [...known, update], update };
}

/** The template that a revision holds. */
export function templateOf(revision: ControllerRevision): PodTemplate {
  const { $patch: _, ...template } = revision.data.spec.template;
  return template;
}

/** Deletes the oldest revisions beyond the limit that no pod and no status names. */
export function trimRevisions(
  { api }: ControllerContext,
  { all, update }: Revisions,
  limit: number,
  isInUse: (revision: ControllerRevision) => boolean,
): void {
  const unused = all.filter(revision => revision !== update && !isInUse(revision));
  for (const { metadata } of unused.slice(0, Math.max(0, unused.length - limit))) {
    api.delete('controllerrevisions.apps', metadata!.namespace, metadata!.name!);
  }
}

export function isTaken(error: unknown): error is ApiError {
  return error instanceof ApiError && error.reason === 'AlreadyExists';
}
