import type { ProbeSpec } from '../scenario/suite.ts';
import type { Probe } from './probe.ts';
import { probeCommand } from './probe-command.ts';
import { probeDns } from './probe-dns.ts';
import { probeGoldpinger } from './probe-goldpinger.ts';
import { probeHttp } from './probe-http.ts';
import { probeKubernetes } from './probe-kubernetes.ts';
import { probePrometheus } from './probe-prometheus.ts';
import { probeTcp } from './probe-tcp.ts';

export type { Measurement, Probe, ProbeContext, ReadyProbe } from './probe.ts';

/** Every probe there is. */
export const probes = [
  probeHttp,
  probeTcp,
  probeDns,
  probeGoldpinger,
  probeKubernetes,
  probePrometheus,
  probeCommand,
] as const;

/** The probe that a spec means. */
export function probeOf<Spec extends ProbeSpec>(spec: Spec): Probe<Spec> {
  return probes.find(probe => probe.kind === spec.kind) as unknown as Probe<Spec>;
}
