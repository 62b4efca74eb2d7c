import type { V1Container, V1Deployment, V1LabelSelector, V1PodSpec, V1PodTemplateSpec } from '@kubernetes/client-node';
import type { CloneStep, EnvironmentMutation, TrafficControlMutation } from '../../scenario/suite.ts';
import { toxiproxyContainer } from './toxiproxy-container.ts';

/** The clone of a Deployment: what is created, and what selects its pods. */
export interface ComposedClone {
  readonly deployment: V1Deployment;
  readonly labels: Readonly<Record<string, string>>;
}

/** On every clone, its selector and its pods. */
export const cloneLabel = { key: 'chaos', value: 'true' } as const;

/**
 * What the clone of a Deployment looks like: PowerfulSeal's name, annotations and label `chaos=true`, the copied pod
 * template with the mutations. `selectorOf` gives the selector of a Service that a label modifier names, `seccompProfile` is the
 * name of the profile that its nodes have. Pure.
 */
export function composeClone(
  source: V1Deployment,
  step: CloneStep,
  scenario: string,
  selectorOf: (service: { readonly name: string; readonly namespace: string }) => Readonly<Record<string, string>>,
  seccompProfile?: string,
): ComposedClone {
  const { name = '', namespace = '' } = source.metadata ?? {};
  const template = structuredClone(source.spec?.template) ?? {};
  let labels: Record<string, string> = { ...template.metadata?.labels };
  for (const change of step.labels) {
    if (change.kind === 'service') labels = { ...selectorOf(change) };
    else labels[change.key] = change.value;
  }
  labels[cloneLabel.key] = cloneLabel.value;
  const deployment: V1Deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: `${name}-chaos`,
      namespace,
      labels: { [cloneLabel.key]: cloneLabel.value },
      annotations: { original_deployment: name, chaos_scenario: scenario },
    },
    spec: {
      replicas: step.replicas,
      selector: selectorFor(source.spec?.selector ?? {}, labels),
      template: mutate(
        { ...template, metadata: { labels, annotations: template.metadata?.annotations } },
        step,
        seccompProfile,
      ),
    },
  };
  return { deployment, labels };
}

/** As narrow as the original's, and only the clone's: by labels that its pods still have. */
function selectorFor(original: V1LabelSelector, labels: Readonly<Record<string, string>>): V1LabelSelector {
  const kept = Object.keys(original.matchLabels ?? {}).filter(key => Object.hasOwn(labels, key));
  return { matchLabels: Object.fromEntries([...kept, cloneLabel.key].map(key => [key, labels[key] ?? ''])) };
}

/** The containers that the clone has from its source. */
export function changedContainers(spec: V1PodSpec | undefined): V1Container[] {
  return (spec?.containers ?? []).filter(({ name }) => !name.startsWith('chaos-'));
}

function mutate(
  template: V1PodTemplateSpec,
  { mutations }: CloneStep,
  seccompProfile: string | undefined,
): V1PodTemplateSpec {
  const spec: V1PodSpec = { containers: [], ...template.spec };
  for (const mutation of mutations) {
    const { containers, initContainers = [] } = spec;
    if (mutation.kind === 'environment')
      spec.containers = containers.map(container => withVariable(container, mutation));
    else if (mutation.kind === 'tc')
      spec.initContainers = [...initContainers, trafficControl(mutation, initContainers)];
    else if (mutation.kind === 'toxiproxy') spec.containers = [...containers, toxiproxyContainer(mutation)];
  }
  if (seccompProfile !== undefined) {
    const changed = changedContainers(spec);
    spec.containers = spec.containers.map(container =>
      changed.includes(container) ? withSeccompProfile(container, seccompProfile) : container,
    );
  }
  return { ...template, spec };
}

/** On the container, whose own word counts before its pod's: what was set up beside it stays as it is. */
function withSeccompProfile(container: V1Container, localhostProfile: string): V1Container {
  const seccompProfile = { type: 'Localhost', localhostProfile };
  return { ...container, securityContext: { ...container.securityContext, seccompProfile } };
}

/** The last one of a name counts, as in a shell. */
function withVariable(container: V1Container, { name, value }: EnvironmentMutation): V1Container {
  const others = (container.env ?? []).filter(variable => variable.name !== name);
  return { ...container, env: [...others, { name, value }] };
}

function trafficControl(
  { command, args, user, image }: TrafficControlMutation,
  before: readonly V1Container[],
): V1Container {
  return {
    name: `chaos-setup-${before.length + 1}`,
    image,
    command: [...command],
    args: [...args],
    securityContext: { runAsUser: user, capabilities: { add: ['NET_ADMIN'] } },
  };
}
