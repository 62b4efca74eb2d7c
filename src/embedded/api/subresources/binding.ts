import { ApiError } from '../cluster-api.ts';
import { sendJson } from '../http/respond.ts';
import type { ResourceCall, ServerContext } from '../http/server-context.ts';
import { timestamp } from '../registry/index.ts';
import { conflict } from '../status/index.ts';
import { readBodyAs } from './read-body.ts';

/** Assigns a pod to a node, as a scheduler does. */
export async function serveBinding({ registry }: ServerContext, call: ResourceCall): Promise<void> {
  const { resource, target, response } = call;
  const binding = await readBodyAs('core.Binding', call);
  const node: string | undefined = binding.target?.name;
  if (!node) throw new ApiError(500, '', 'target.name: Required value');
  registry.update(
    resource,
    target.namespace,
    target.name!,
    pod => {
      if (pod.metadata!.deletionTimestamp)
        throw conflict(
          { group: '', plural: 'pods/binding' },
          target.name!,
          `pod ${target.name} is being deleted, cannot be assigned to a host`,
        );
      if (pod.spec.nodeName)
        throw conflict(
          { group: '', plural: 'pods/binding' },
          target.name!,
          `pod ${target.name} is already assigned to node "${pod.spec.nodeName}"`,
        );
      return { ...pod, spec: { ...pod.spec, nodeName: node } };
    },
    { subresource: 'binding' },
  );
  registry.update(
    resource,
    target.namespace,
    target.name!,
    pod => {
      const others = (pod.status?.conditions ?? []).filter((one: { type: string }) => one.type !== 'PodScheduled');
      const scheduled = {
        type: 'PodScheduled',
        observedGeneration: pod.metadata!.generation,
        status: 'True',
        lastProbeTime: null,
        lastTransitionTime: timestamp(registry.now()),
      };
      return { ...pod, status: { ...pod.status, conditions: [...others, scheduled] } };
    },
    { subresource: 'status' },
  );
  sendJson(response, 201, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 });
}
