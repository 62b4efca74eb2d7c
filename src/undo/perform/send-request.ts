import type { Vantage } from '../../cluster/cluster.ts';
import { InfrastructureFailure } from '../../errors.ts';
import type { ApiConnection, ApiResponse } from '../../kubernetes/access.ts';
import { isNotFound } from '../../kubernetes/api-failure.ts';
import { type HttpRequest, requestPod, requestService, requestUrl } from '../../kubernetes/http-exchange.ts';
import type { RequestProof, SendRequest } from '../operation.ts';
import { requireGone } from './require-gone.ts';

/** The ways to a target of a request; `vantage`: to Services. */
interface Ways extends Pick<ApiConnection, 'send'> {
  readonly vantage?: Vantage;
  readonly hurry?: AbortSignal;
}

const podIsGone = 'the pod is gone';
/** Of the proof: a target that does not answer any more must not hold the undo up. */
const proofTimeoutMs = 2_000;

/**
 * Sends a request into the cluster or out of it, then asks the fault's proof. Throws InfrastructureFailure when the answer is
 * not the wanted one, and when the proof goes on to say yes.
 */
export async function sendRequest(
  { target, proof, ...operation }: SendRequest,
  ways: Ways,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { path, method, statuses } = operation;
  let status: number;
  try {
    ({ status } = await ask(target, operation, ways, signal));
  } catch (error) {
    if ('pod' in target && isNotFound(error)) return podIsGone;
    throw error;
  }
  const wanted = statuses?.includes(status) ?? (status >= 200 && status <= 299);
  if (!wanted)
    throw new InfrastructureFailure(`${method} ${path}: found ${status}, expected ${statuses?.join(' or ') ?? '2xx'}`);
  return proof && (await requireGone(() => askProof(target, proof, ways), ways.hurry));
}

/** What the target says, if that is the proof. A pod that is gone took its fault along. */
async function askProof(target: SendRequest['target'], proof: RequestProof, ways: Ways): Promise<string | undefined> {
  const { path, method, status: wanted, bodyContains } = proof;
  const deadline = AbortSignal.timeout(proofTimeoutMs);
  let answer: ApiResponse;
  try {
    answer = await ask(target, proof, ways, deadline);
  } catch (error) {
    if ('pod' in target && isNotFound(error)) return undefined;
    if (!deadline.aborted) throw error;
    throw new InfrastructureFailure(`${method} ${path} was not answered within ${proofTimeoutMs / 1000} s`, {
      cause: error,
    });
  }
  if (answer.status !== wanted) return undefined;
  if (bodyContains === undefined) return `${method} ${path} is still answered with ${wanted}`;
  return answer.body.includes(bodyContains)
    ? `the answer to ${method} ${path} still contains "${bodyContains}"`
    : undefined;
}

async function ask(
  target: SendRequest['target'],
  request: HttpRequest,
  { send, vantage }: Ways,
  signal: AbortSignal,
): Promise<ApiResponse> {
  if ('url' in target) return await requestUrl(new URL(request.path, target.url), request, signal);
  if ('pod' in target) return await requestPod({ send }, target.pod, request, { signal });
  if (!vantage)
    throw new InfrastructureFailure('there is no way to the Services of the cluster that the journal names');
  return await requestService(vantage, target.service, request, signal);
}
