import { InfrastructureFailure } from '../../../errors.ts';
import type { ApiResponse } from '../../../kubernetes/access.ts';
import { requestPod, requestService } from '../../../kubernetes/http-exchange.ts';
import type { HttpSwitchFault, SwitchRequest } from '../../../scenario/suite.ts';
import type { RequestProof, SendRequest } from '../../../undo/operation.ts';
import type { Receipt } from '../../fault.ts';
import type { LastingFaultContext, PreparedFault, Targets } from '../lasting-fault.ts';

const pollMs = 200;
const requestTimeoutMs = 5_000;

type SwitchTarget = Exclude<SendRequest['target'], { url: string }>;

/** Turns a fault on that the app offers: once at a Service, or at each chosen pod. */
export async function prepareSwitch(
  fault: HttpSwitchFault,
  { pods }: Targets,
  context: LastingFaultContext,
): Promise<PreparedFault[]> {
  const { target } = fault;
  if ('service' in target) {
    const { namespace, name } = target.service;
    const record = { kind: 'Object' as const, namespace, name: `Service/${name}` };
    return [await prepareOne(fault, { service: target.service }, record, context)];
  }
  return await Promise.all(
    pods.map(pod => {
      const { namespace = '', name = '', uid } = pod.metadata ?? {};
      const record = { kind: 'Pod' as const, namespace, name, uid, node: pod.spec?.nodeName };
      return prepareOne(fault, { pod: { namespace, name, port: target.port } }, record, context);
    }),
  );
}

async function prepareOne(
  fault: HttpSwitchFault,
  target: SwitchTarget,
  record: PreparedFault['targets'][number],
  context: LastingFaultContext,
): Promise<PreparedFault> {
  const { endpoint: path, ...off } = fault.off;
  const before = await askForProof(fault, target, context);
  return {
    targets: [record],
    undo: {
      description: `${off.method} ${path} of ${record.name}`,
      // Where it said yes before there was a fault, it cannot tell that the fault is gone.
      operation: { kind: 'sendRequest', target, path, ...off, ...(!before.landed && { proof: proofOf(fault) }) },
    },
    mechanism: "the app's own switch",
    async inject() {
      const { method, endpoint } = fault.on;
      const { status } = await ask(fault.on, target, context);
      if (status < 200 || status > 299)
        throw new InfrastructureFailure(`${method} ${endpoint}: found ${status}, expected 2xx`);
    },
    async prove(over) {
      if (before.landed) return { landed: false, evidence: `it was so before the switch: ${before.evidence}` };
      return await prove(fault, target, over, context);
    },
  };
}

function proofOf({ proof: { endpoint: path, code: status, ...request } }: HttpSwitchFault): RequestProof {
  return { path, status, ...request };
}

async function prove(
  fault: HttpSwitchFault,
  target: SwitchTarget,
  over: AbortSignal,
  context: LastingFaultContext,
): Promise<Receipt> {
  const deadline = context.now() + context.receiptTimeoutMs;
  for (;;) {
    const found = await askForProof(fault, target, context);
    if (found.landed || over.aborted || context.now() >= deadline) return found;
    await context.sleep(pollMs);
  }
}

/** What the proving request is answered now. No answer at all is not the answer that was asked for. */
async function askForProof(
  { proof: wanted }: HttpSwitchFault,
  target: SwitchTarget,
  context: LastingFaultContext,
): Promise<Receipt> {
  const what = `${wanted.method} ${wanted.endpoint}`;
  try {
    const { status, body } = await ask(wanted, target, context);
    if (status !== wanted.code)
      return { landed: false, evidence: `${what}: found ${status}, expected ${wanted.code} as the proof` };
    const text = wanted.bodyContains;
    if (text !== undefined && !body.includes(text))
      return { landed: false, evidence: `${what}: ${status}, but its body does not contain "${text}"` };
    return { landed: true, evidence: `${what}: ${status}${text === undefined ? '' : `, its body contains "${text}"`}` };
  } catch (error) {
    context.signal.throwIfAborted();
    if (!(error instanceof InfrastructureFailure)) throw error;
    return { landed: false, evidence: error.message };
  }
}

async function ask(
  { endpoint: path, method, headers, body }: SwitchRequest,
  target: SwitchTarget,
  { kubernetes, signal }: LastingFaultContext,
): Promise<ApiResponse> {
  const request = { path, method, headers, body };
  if ('pod' in target)
    return await requestPod(kubernetes, target.pod, request, { signal, timeoutMs: requestTimeoutMs });
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]);
  return await requestService(kubernetes.vantage, target.service, request, deadline);
}
