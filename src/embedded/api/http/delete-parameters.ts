import type { DeleteRequest } from '../registry/index.ts';
import { invalid, invalidKind, notSupported } from '../status/index.ts';
import { parseOptionalObject, readBody } from './body.ts';
import { addWarning } from './respond.ts';
import type { ResourceCall } from './server-context.ts';

const POLICIES = ['Foreground', 'Background', 'Orphan'] as const;

/** How to delete: from the body (DeleteOptions) or, without one, from the query. */
export async function readDeleteRequest({ request, response, info, resource }: ResourceCall): Promise<DeleteRequest> {
  const body = parseOptionalObject(await readBody(request), request.headers['content-type']);
  const { query } = info;
  const dryRun = [body?.dryRun ?? [], query.getAll('dryRun')].flat();
  const grace =
    body?.gracePeriodSeconds ?? (query.has('gracePeriodSeconds') ? Number(query.get('gracePeriodSeconds')) : undefined);
  const orphan =
    body?.orphanDependents ?? (query.has('orphanDependents') ? query.get('orphanDependents') === 'true' : undefined);
  const policy = body?.propagationPolicy ?? query.get('propagationPolicy') ?? undefined;
  const errors = [
    ...(policy !== undefined && !POLICIES.includes(policy)
      ? [notSupported('propagationPolicy', policy, [...POLICIES, 'nil'])]
      : []),
    ...(policy !== undefined && orphan !== undefined
      ? [invalid('propagationPolicy', policy, 'orphanDependents and deletionPropagation cannot be both set')]
      : []),
    ...(dryRun.some(value => value !== 'All') ? [notSupported('dryRun', dryRun, ['All'])] : []),
  ];
  if (errors.length > 0) throw invalidKind({ group: 'meta.k8s.io', kind: 'DeleteOptions' }, '', errors);
  const implied = orphan === undefined ? undefined : orphan ? 'Orphan' : 'Background';
  if (resource.kind === 'Job' && policy === undefined && implied === undefined)
    addWarning(
      response,
      'child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning',
    );
  return {
    gracePeriodSeconds: grace,
    propagationPolicy: policy ?? implied ?? (resource.kind === 'Job' ? 'Orphan' : undefined),
    preconditions: body?.preconditions,
    dryRun: dryRun.length > 0,
  };
}
