import type {
  AlertManagerStep,
  CloneStep,
  KubectlStep,
  NodeActionStep,
  PodActionItem,
  ProbeHttpStep,
  Retries,
  Step,
} from '../suite.ts';
import type { CompatDifference } from './difference.ts';
import { stateDifference } from './selection-differences.ts';

/** What differs in what a step does, and in when it counts as failed. */
export function stepDifferences(step: Step): CompatDifference[] {
  switch (step.kind) {
    case 'podAction':
      return [...step.actions.flatMap(podItemDifferences), ...retryDifferences(step)];
    case 'nodeAction':
      return [...nodeDifferences(step), ...retryDifferences(step)];
    case 'kubectl':
      return kubectlDifferences(step);
    case 'probeHTTP':
      return probeDifferences(step);
    case 'clone':
      return cloneDifferences(step);
    case 'alertManagerAction':
      return [...silenceDifferences(step), ...retryDifferences(step)];
    default:
      return [];
  }
}

function podItemDifferences(action: PodActionItem): CompatDifference[] {
  const { at } = action;
  if (action.kind === 'checkPodState') return [stateDifference(at)];
  if (action.kind === 'stopHost') return [noDriver(at, 'stopHost')];
  if (action.kind !== 'kill') return [];
  const differences: CompatDifference[] = [];
  if (action.probability < 1) {
    const spared = Math.round((1 - action.probability) * 1e4) / 100;
    const message = `passes in PowerfulSeal although nothing is killed where chance spares every pod (each in ${spared} % of runs); here that is inconclusive`;
    differences.push({ code: 'compat-chance', at, message });
  }
  if (action.method !== 'force') {
    const message = 'PowerfulSeal ignores `force: false` and gives no grace period; here the pod has its own';
    differences.push({ code: 'compat-kill-force', at, message });
  }
  const message =
    'passes in PowerfulSeal as soon as the API takes the deletion; here a kill counts when its process has ended';
  differences.push({ code: 'compat-unproven', at, message });
  return differences;
}

function nodeDifferences({ actions }: NodeActionStep): CompatDifference[] {
  return actions.flatMap(({ kind, at }) =>
    kind === 'stop' || kind === 'start' || kind === 'execute' ? [noDriver(at, kind)] : [],
  );
}

function noDriver(at: CompatDifference['at'], kind: string): CompatDifference {
  const message = `passes in PowerfulSeal although nothing happens, where it has no driver of the cluster's nodes; here \`${kind}\` is done, or refused before anything is injected`;
  return { code: 'compat-no-driver', at, message };
}

function retryDifferences({
  at,
  kind,
  retries,
}: {
  readonly at: CompatDifference['at'];
  readonly kind: string;
  readonly retries?: Retries;
}): CompatDifference[] {
  const messages: string[] = [];
  if (retries?.kind === 'retriesCount' && retries.count === 0)
    messages.push('fails in PowerfulSeal without one attempt (`count: 0`); here it is inconclusive');
  else if (retries && kind !== 'alertManagerAction')
    messages.push(
      'PowerfulSeal does all actions again at each attempt, kills included; here what was injected is not injected again',
    );
  if (retries?.kind === 'retriesTimeout')
    messages.push(
      retries.sleepMs === 0
        ? 'never ends in PowerfulSeal (`sleep: 0`); here `timeout` ends it'
        : 'PowerfulSeal counts only the pauses towards `timeout`; here everything counts',
    );
  return messages.map(message => ({ code: 'compat-retries', at, message }));
}

function kubectlDifferences({ at, action, autoDelete, proxy, kubectlBinary }: KubectlStep): CompatDifference[] {
  const unchanged =
    action === 'delete'
      ? 'fails in PowerfulSeal where none of the objects is there; here that is inconclusive'
      : 'passes in PowerfulSeal although nothing changes, where all was so before; here that is inconclusive';
  const differences: CompatDifference[] = [{ code: 'compat-unchanged', at, message: unchanged }];
  if (action === 'delete' || !autoDelete) return differences;
  const lost = [proxy !== '' && '`proxy`', kubectlBinary !== 'kubectl' && '`kubectlBinary`'].filter(Boolean);
  const failing = `passes in PowerfulSeal although its clean-up fails${lost.length > 0 ? `, which ignores ${lost.join(' and ')}` : ''}; here what stays is residue (exit code 5)`;
  const removing =
    'PowerfulSeal deletes in the end what was there before as well (a namespace with all in it); here, in legacy too, that is written back as it was';
  return [...differences, ...[failing, removing].map(message => ({ code: 'compat-clean-up' as const, at, message }))];
}

function probeDifferences({ at, retries, probe }: ProbeHttpStep): CompatDifference[] {
  const differences: CompatDifference[] = [];
  if (retries !== undefined) {
    const message =
      'PowerfulSeal 3.3.0 crashes on `retries`; here a request that fails once fails the step, and legacy tries again';
    differences.push({ code: 'compat-retries', at, message });
  }
  const message = `PowerfulSeal follows redirects to a ${probe.code}; here the first answer counts`;
  differences.push({ code: 'compat-redirect', at, message });
  return differences;
}

function cloneDifferences({ at, mutations }: CloneStep): CompatDifference[] {
  const message =
    'passes in PowerfulSeal although no pod of the copy becomes ready, and although it stays; here it has to be ready, and to be gone afterwards';
  const differences: CompatDifference[] = [{ code: 'compat-clone', at, message }];
  for (const mutation of mutations)
    if (mutation.kind === 'toxiproxy') {
      const how =
        'PowerfulSeal sets Toxiproxy up by a shell inside its image and redirects by an iptables image; here both come from outside of the pods';
      differences.push({ code: 'compat-clone', at: mutation.at, message: how });
    }
  return differences;
}

function silenceDifferences({ at, actions, insecure }: AlertManagerStep): CompatDifference[] {
  const mutes = actions.flatMap(action => (action.kind === 'mute' && action.autoUnmute ? [action.at] : []));
  const message =
    'passes in PowerfulSeal although its silence stays; here a silence that stays is residue (exit code 5)';
  const differences: CompatDifference[] = mutes.map(each => ({ code: 'compat-silence', at: each, message }));
  if (actions.length === 0) {
    const nothing = 'passes in PowerfulSeal although there are no actions; here it is inconclusive';
    differences.push({ code: 'compat-no-actions', at, message: nothing });
  }
  if (!insecure) {
    const trust = 'PowerfulSeal accepts any TLS certificate of an Alertmanager; here only with `insecure: true`';
    differences.push({ code: 'compat-silence', at, message: trust });
  }
  return differences;
}
