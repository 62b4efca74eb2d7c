import { z } from 'zod';
import type { ProbeSpec } from '../../suite.ts';
import { orDefaults } from '../or-defaults.ts';
import { commandProbeSchema, toCommandProbe } from './command.ts';
import { dnsProbeSchema, toDnsProbe } from './dns.ts';
import { goldpingerProbeSchema, toGoldpingerProbe } from './goldpinger.ts';
import { httpProbeSchema, toHttpProbe } from './http.ts';
import { kubernetesProbeSchema, toKubernetesProbe } from './kubernetes.ts';
import { prometheusProbeSchema, toPrometheusProbe } from './prometheus.ts';
import { tcpProbeSchema, toTcpProbe } from './tcp.ts';

/** The probes of a steady state, by the key that names each. */
export const probeSchemas = {
  probeHTTP: httpProbeSchema.optional(),
  probeTCP: tcpProbeSchema.optional(),
  probeDNS: dnsProbeSchema.optional(),
  probeGoldpinger: orDefaults(goldpingerProbeSchema).optional(),
  probeKubernetes: kubernetesProbeSchema.optional(),
  probePrometheus: prometheusProbeSchema.optional(),
  probeCommand: commandProbeSchema.optional(),
};

export const probeKinds = Object.keys(probeSchemas) as ProbeSpec['kind'][];

const probesSchema = z.object(probeSchemas);

export function toProbe(parsed: z.output<typeof probesSchema>): ProbeSpec {
  if (parsed.probeHTTP) return toHttpProbe(parsed.probeHTTP);
  if (parsed.probeTCP) return toTcpProbe(parsed.probeTCP);
  if (parsed.probeDNS) return toDnsProbe(parsed.probeDNS);
  if (parsed.probePrometheus) return toPrometheusProbe(parsed.probePrometheus);
  if (parsed.probeKubernetes) return toKubernetesProbe(parsed.probeKubernetes);
  if (parsed.probeCommand) return toCommandProbe(parsed.probeCommand);
  return toGoldpingerProbe(parsed.probeGoldpinger ?? goldpingerProbeSchema.parse({}));
}
