import type { V1Pod, V1Service, V1ServicePort } from '@kubernetes/client-node';
import { partOfGate } from '../../../kubernetes/gate-label.ts';
import type { ToxiproxyProxy, ToxiproxyToxic } from '../../../kubernetes/toxiproxy.ts';
import type { DependencyEffect } from '../../../scenario/suite.ts';

const proxyLabel = 'chaos-gate.io/proxy';
const usualApiPort = 8474;
/** Where the proxy listens for ports that Services name instead of number. */
const firstNamedPort = 20_000;
/** New connections stop to come before it ends: kube-proxy takes a moment to forget it. */
const drainSeconds = 2;

/** One port of the Service, as the proxy takes its place. */
export interface ProxiedPort {
  readonly name: string;
  /** The port of the Service. */
  readonly port: number;
  /** Where the proxy listens, so that the Service's `targetPort` leads there. */
  readonly listen: number;
  /** The `targetPort`, where that is a name. */
  readonly portName?: string;
}

/** What takes the place of the pods behind a Service while a fault lasts. */
export interface ProxyPlan {
  readonly name: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly apiPort: number;
  readonly ports: readonly ProxiedPort[];
  readonly pod: V1Pod;
  /** Selects what the Service selected: the proxy's way to it. */
  readonly twin: V1Service;
}

/** Pure. `id` is unique: hexadecimal digits. */
export function planProxy(service: V1Service, image: string, id: string): ProxyPlan {
  const ports = proxiedPorts(service.spec?.ports ?? []);
  const apiPort = ports.some(({ listen }) => listen === usualApiPort) ? usualApiPort + 1 : usualApiPort;
  const name = `chaos-gate-proxy-${id}`;
  const selector = { [proxyLabel]: id };
  return {
    name,
    selector,
    apiPort,
    ports,
    pod: podOf({ name, selector, apiPort, ports }, image),
    twin: twinOf(service, name),
  };
}

function proxiedPorts(ports: readonly V1ServicePort[]): ProxiedPort[] {
  const named = new Map<string, number>();
  return ports.map(({ name, port, targetPort = port }) => {
    const label = name ?? `port-${port}`;
    if (typeof targetPort === 'number') return { name: label, port, listen: targetPort };
    const listen = named.get(targetPort) ?? firstNamedPort + named.size;
    named.set(targetPort, listen);
    return { name: label, port, listen, portName: targetPort };
  });
}

function podOf({ name, selector, apiPort, ports }: Omit<ProxyPlan, 'pod' | 'twin'>, image: string): V1Pod {
  const listening = new Map(ports.map(({ listen, portName }) => [listen, portName]));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { ...partOfGate, ...selector } },
    spec: {
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: drainSeconds + 3,
      containers: [
        {
          name: 'toxiproxy',
          image,
          imagePullPolicy: 'IfNotPresent',
          args: ['-host=0.0.0.0', `-port=${apiPort}`],
          ports: [...listening].map(([containerPort, portName]) => ({
            containerPort,
            ...(portName && { name: portName }),
          })),
          readinessProbe: { httpGet: { path: '/version', port: apiPort }, periodSeconds: 1 },
          lifecycle: { preStop: { sleep: { seconds: drainSeconds } } },
        },
      ],
    },
  };
}

function twinOf({ spec }: V1Service, name: string): V1Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: partOfGate },
    spec: {
      selector: spec?.selector,
      publishNotReadyAddresses: spec?.publishNotReadyAddresses,
      ports: spec?.ports?.map(({ name: portName, port, targetPort, protocol }) => ({
        name: portName,
        port,
        targetPort,
        protocol,
      })),
    },
  };
}

/** The proxies that lead to the twin. Pure. */
export function proxiesTo(twinAddress: string, { ports }: Pick<ProxyPlan, 'ports'>): ToxiproxyProxy[] {
  const byListen = new Map(ports.map(each => [each.listen, each]));
  return [...byListen.values()].map(({ name, listen, port }) => ({
    name,
    listen: `0.0.0.0:${listen}`,
    upstream: `${twinAddress}:${port}`,
  }));
}

/** An effect as Toxiproxy calls it. Facts: github.com/Shopify/toxiproxy#toxics. Pure. */
export function toxicsOf(effect: DependencyEffect, toxicity: number): ToxiproxyToxic[] {
  const toxic = (
    type: string,
    attributes: ToxiproxyToxic['attributes'],
    stream: ToxiproxyToxic['stream'] = 'downstream',
  ) => ({
    name: `${type}_${stream}`,
    type,
    stream,
    toxicity,
    attributes,
  });
  switch (effect.kind) {
    case 'latency':
      return [toxic('latency', { latency: effect.delayMs, jitter: effect.jitterMs })];
    case 'reset':
      return [toxic('reset_peer', { timeout: effect.afterMs })];
    case 'timeout':
      return [toxic('timeout', { timeout: effect.afterMs })];
    case 'slicer':
      return [toxic('slicer', { average_size: effect.bytes, size_variation: 0, delay: effect.delayMs * 1000 })];
    case 'bandwidth': {
      // Kilobytes a second.
      const rate = Math.max(1, Math.round(effect.bitsPerSecond / 8000));
      return [toxic('bandwidth', { rate }), toxic('bandwidth', { rate }, 'upstream')];
    }
  }
}
