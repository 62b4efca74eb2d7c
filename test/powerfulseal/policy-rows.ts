import { expect } from '@jest/globals';
import type { ExperimentResult } from '../../src/judge/run-result.ts';
import { policyKeys } from './policy-keys.ts';
import type { PolicyRun } from './policy-run.ts';
import type { PolicyScenario } from './policy-scenarios.ts';
import type { PolicyWorld } from './policy-world.ts';

/** One run of all scenarios. */
export interface Side {
  readonly world: PolicyWorld;
  readonly run: PolicyRun;
  readonly scenarios: Readonly<Record<string, PolicyScenario>>;
}

/** What is seen of a key: the scenario that has it, and its effect, strictly. */
export type Row = readonly [key: string, scenario: string, effect: (experiment: ExperimentResult, side: Side) => void];

const said = (text: string | RegExp) => (experiment: ExperimentResult) =>
  expect(experiment.steps.map(({ message }) => message).join('\n')).toEqual(
    typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text),
  );
const reason = (text: RegExp) => (experiment: ExperimentResult) => expect(experiment.reasons[0]?.message).toMatch(text);
const found = (n: number) => said(`found ${n} pods`);
const landed = (text: RegExp) => (experiment: ExperimentResult) =>
  expect(experiment.faults.map(({ receipt }) => receipt)).toContainEqual({
    landed: true,
    evidence: expect.stringMatching(text),
  });
const stepMs = ({ events }: PolicyRun, name: string, index = 0): number => {
  const started = events.find(event => event.type === 'experiment-started' && event.name === name);
  const ended = events.find(
    event =>
      event.type === 'step-ended' &&
      started?.type === 'experiment-started' &&
      event.experiment === started.experiment &&
      event.index === index,
  );
  return ended?.type === 'step-ended' ? ended.t - ended.startedT : Number.NaN;
};
const lasts =
  (name: string, leastMs: number, mostMs: number, index = 0) =>
  (_: ExperimentResult, side: Side) => {
    const ms = stepMs(side.run, name, index);
    expect(ms).toBeGreaterThanOrEqual(leastMs);
    expect(ms).toBeLessThan(mostMs);
  };
const requested =
  (path: string, shape: object) =>
  (_: ExperimentResult, { world }: Side) =>
    expect(world.requests(path)).toContainEqual(expect.objectContaining(shape));
const refusal = reason(/^clone: (tc|toxiproxy): the embedded cluster can neither run .* use kind/);

/** One for every key, and more where one look is not enough. */
export const rows: readonly Row[] = [
  ['scenarios.name', 'by namespace', experiment => expect(experiment.name).toBe('by namespace')],
  ['scenarios.description', 'by namespace', experiment => expect(experiment.verdict).toBe('upheld')],
  ['scenarios.steps', 'no steps', experiment => expect(experiment.steps).toEqual([])],
  ['podAction.matches.namespace', 'by namespace', found(4)],
  ['podAction.matches.namespace', 'by a regular expression', found(4)],
  ['podAction.matches.namespace', 'by a pattern of namespaces', found(0)],
  ['podAction.matches.namespace', 'in a namespace that is not there', said('there is no namespace nowhere')],
  ['podAction.matches.namespace', 'no matches', said('nothing was hit: no pods matched')],
  ['scenarios.steps', 'no actions', said('there are no actions')],
  ['podAction.matches.deployment.name', 'by Deployment', found(4)],
  ['podAction.matches.deployment.namespace', 'by Deployment', found(4)],
  ['podAction.matches.labels.selector', 'by labels', found(4)],
  ['podAction.matches.labels.namespace', 'by labels', found(4)],
  ['podAction.filters.property.name', 'by name', found(4)],
  ['podAction.filters.property.value', 'by name', found(4)],
  ['podAction.filters.property.negative', 'not by state', found(0)],
  ['podAction.filters.dayTime.onlyDays', 'at other times', said('the filter dayTime')],
  ['podAction.filters.dayTime.startTime', 'at these times', found(4)],
  ['podAction.filters.dayTime.endTime', 'at these times', found(4)],
  ['podAction.filters.randomSample.size', 'a sample by size', found(2)],
  ['podAction.filters.randomSample.size', 'a sample by both', found(1)],
  ['podAction.filters.randomSample.ratio', 'a sample by ratio', found(2)],
  ['podAction.filters.randomSample.ratio', 'a sample of less than one', found(1)],
  ['podAction.filters.randomSample.ratio', 'a sample of nothing', said('the filter randomSample')],
  ['podAction.filters.probability', 'certain filter', found(4)],
  ['podAction.filters.probability', 'impossible filter', said('the filter probability')],
  ['podAction.actions.checkPodCount.count', 'count that is wrong', said('found 4 pods, expected 3')],
  ['podAction.actions.checkPodCount.count', 'count of none', said('found 0 pods, expected 2')],
  ['podAction.actions.checkPodState.state', 'state that is right', said('4 of 4 pods are running')],
  ['podAction.actions.checkPodState.state', 'state that is wrong', said(/expected every pod to be Pending/)],
  ['podAction.actions.checkPodState.state', 'state of none', said('no pod whose state')],
  ['podAction.actions.checkPodState.state', 'state of a pod that half crashes', said('half is CrashLoopBackOff')],
  ['podAction.actions.wait.seconds', 'state that is right', lasts('state that is right', 300, 5_000)],
  ['podAction.retries.retriesCount.count', 'no attempt', said('0 attempts')],
  ['podAction.retries.retriesCount.count', 'retries by count', said('found 4 pods, expected 9')],
  ['podAction.retries.retriesCount.sleep', 'retries by count', lasts('retries by count', 400, 5_000)],
  ['podAction.retries.retriesTimeout.timeout', 'retries by time', lasts('retries by time', 200, 5_000)],
  ['podAction.retries.retriesTimeout.sleep', 'retries by time', lasts('retries by time', 200, 5_000)],
  ['podAction.actions.kill.probability', 'a kill that spares', said('the probability 0 spared all of 4 pods')],
  ['podAction.actions.kill.probability', 'a kill', landed(/the pod prey-.* is gone, ReplicaSet prey-.* made prey-/)],
  ['podAction.actions.kill.force', 'a kill', landed(/ended after/)],
  ['podAction.actions.kill.force', 'a polite kill', landed(/the pod prey-.* is gone/)],
  ['podAction.actions.stopHost.autoRestart', 'the host of a pod stops', landed(/embedded-worker/)],
  [
    'podAction.actions.stopHost.autoRestart',
    'the host of a pod stops',
    experiment => expect(experiment.faults).toEqual([expect.objectContaining({ kind: 'stopHost', undone: true })]),
  ],
  ['kubectl.action', 'kubectl applies', said('configmap/applied created')],
  ['kubectl.action', 'kubectl deletes', said('configmap "kept" deleted')],
  ['kubectl.action', 'kubectl deletes what is not there', said(/ConfigMap \S+\/kept was not there/)],
  ['kubectl.payload', 'kubectl applies', said('configmap/applied created')],
  [
    'kubectl.autoDelete',
    'kubectl applies',
    (experiment, { run }) => {
      expect(experiment.residue).toEqual([]);
      expect(run.events).toContainEqual(expect.objectContaining({ type: 'fault-undone', undone: true }));
    },
  ],
  ['kubectl.autoDelete', 'kubectl deletes', said('configmap "kept" deleted')],
  [
    'kubectl.kubectlBinary',
    'kubectl applies for good',
    (_, { world }) => expect(world.kubectlCalls()).toEqual(['proxy=http://p:1']),
  ],
  [
    'kubectl.proxy',
    'kubectl applies for good',
    (_, { world }) => expect(world.kubectlCalls()).toEqual(['proxy=http://p:1']),
  ],
  ['probeHTTP.target.service.name', 'a Service', said('1 of 1 requests answered')],
  ['probeHTTP.target.service.namespace', 'a Service', said('1 of 1 requests answered')],
  ['probeHTTP.target.service.port', 'a Service', said('1 of 1 requests answered')],
  ['probeHTTP.target.service.protocol', 'a Service', said('1 of 1 requests answered')],
  ['probeHTTP.target.url', 'a request', requested('/created', {})],
  ['probeHTTP.endpoint', 'a request', requested('/created', {})],
  ['probeHTTP.method', 'a request', requested('/created', { method: 'POST' })],
  ['probeHTTP.body', 'a request', requested('/created', { body: 'x=1' })],
  [
    'probeHTTP.headers.name',
    'a request',
    requested('/created', { headers: expect.objectContaining({ 'x-seal': 'yes' }) }),
  ],
  [
    'probeHTTP.headers.value',
    'a request',
    requested('/created', { headers: expect.objectContaining({ 'x-seal': 'yes' }) }),
  ],
  ['probeHTTP.code', 'a request', said('1 of 1 requests answered as expected')],
  ['probeHTTP.count', 'several requests', (_, { world }) => expect(world.requests('/several')).toHaveLength(3)],
  ['probeHTTP.timeout', 'a slow answer', said('no answer within its deadline')],
  ['probeHTTP.retries', 'an answer after a retry', (_, { world }) => expect(world.requests('/flaky')).toHaveLength(2)],
  ['probeHTTP.retries', 'no retries', said('status 500, expected 200')],
  ['probeHTTP.delay', 'an answer after a retry', lasts('an answer after a retry', 150, 5_000)],
  ['probeHTTP.code', 'a redirect', said('status 302, expected 200')],
  [
    'probeHTTP.proxy',
    'through a proxy',
    (_, { world }) => expect(world.proxied.filter(url => url.endsWith('/proxied'))).toHaveLength(1),
  ],
  ['probeHTTP.insecure', 'any certificate', said('1 of 1 requests answered as expected')],
  ['wait.seconds', 'only waits', lasts('only waits', 200, 5_000)],
  ['clone.source.deployment.name', 'a clone', said('clone: web-chaos with 2 pods')],
  ['clone.source.deployment.name', 'a clone of nothing', said('there is no Deployment shop/nothing to clone')],
  ['clone.source.deployment.namespace', 'a clone', said('clone: web-chaos with 2 pods')],
  ['clone.replicas', 'a clone', found(2)],
  ['clone.labels.label.key', 'a clone', found(2)],
  ['clone.labels.label.value', 'a clone', found(2)],
  ['clone.labels.service', 'a clone by the selector of a Service', found(1)],
  ['clone.mutations.environment.name', 'a clone', landed(/they have FEATURE/)],
  ['clone.mutations.environment.value', 'a clone', landed(/they have FEATURE/)],
  [
    'clone.servicesToRetarget',
    'a clone',
    landed(/^the endpoints of Service shop\/web are web-chaos-\S+, web-chaos-\S+$/),
  ],
  [
    'clone.servicesToRetarget',
    'a clone',
    experiment => {
      expect(experiment.faults.every(({ undone }) => undone)).toBe(true);
      expect(experiment.residue).toEqual([]);
    },
  ],
  ...['command', 'args', 'user', 'image'].map((key): Row => [`clone.mutations.tc.${key}`, 'a clone with tc', refusal]),
  ...policyKeys
    .filter(key => key.startsWith('clone.mutations.toxiproxy.'))
    .map((key): Row => [key, 'a clone with Toxiproxy', refusal]),
  ['alertManagerAction.targets.url', 'silent alerts', said(/^muted http:.* for 60 s/m)],
  [
    'alertManagerAction.actions.mute.duration',
    'silent alerts',
    (_, { world }) => {
      const { startsAt, endsAt, matchers } = world.alertmanager.silences[0]!;
      expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(60_000);
      expect(matchers).toEqual([expect.objectContaining({ name: 'alertname', value: '.+', isRegex: true })]);
    },
  ],
  [
    'alertManagerAction.actions.mute.autoUnmute',
    'silent alerts for good',
    (_, { world }) =>
      expect(world.alertmanager.silences.map(({ status }) => status.state)).toEqual(['expired', 'active']),
  ],
  [
    'alertManagerAction.proxies.http',
    'silent alerts for good',
    (_, { world }) => expect(world.proxied.filter(url => url.endsWith('/api/v2/silences'))).toHaveLength(2),
  ],
  [
    'alertManagerAction.proxies.https',
    'an Alertmanager through an HTTPS proxy that is not there',
    said(/ECONNREFUSED|connect/),
  ],
  ['alertManagerAction.retries.retriesCount', 'silent alerts', said(/^muted/m)],
  ['alertManagerAction.retries.retriesTimeout', 'silent alerts for good', said(/^muted/m)],
  ['nodeAction.matches.property.name', 'nodes of no name', said('nothing was hit: no nodes matched')],
  ['nodeAction.matches.property.value', 'a node stops', said('stop: embedded-worker2')],
  ['nodeAction.matches.property.negative', 'a node starts', said('start: embedded-worker2')],
  ['nodeAction.filters.property', 'nodes that are left out', said('the filter randomSample')],
  ['nodeAction.filters.dayTime', 'nodes that are left out', said('left none of 2 nodes')],
  ['nodeAction.filters.probability', 'nodes that are left out', said('left none of 2 nodes')],
  ['nodeAction.filters.randomSample', 'nodes that are left out', said('the filter randomSample')],
  ['nodeAction.retries.retriesCount', 'nodes that are left out', lasts('nodes that are left out', 100, 5_000)],
  ['nodeAction.retries.retriesTimeout', 'a node starts', said('start: embedded-worker2')],
  ['nodeAction.actions.execute.cmd', 'a command on a node', reason(/use kind/)],
  ['nodeAction.actions.wait.seconds', 'a node stops', said('waited 0.1 s')],
  ['nodeAction.actions.stop.force', 'a node stops', landed(/is stopped/)],
  ['nodeAction.actions.stop.autoRestart', 'a node stops', experiment => expect(experiment.residue).toEqual([])],
  ['nodeAction.actions.start', 'a node starts', landed(/embedded-worker2 is Ready/)],
];
