/** A Service by name: reached through the vantage that the cluster's provider offers. */
export interface ServiceTarget {
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
  readonly protocol: 'http' | 'https';
}
export type NetworkTarget = { readonly service: ServiceTarget } | { readonly url: string };

export type ProbeSpec =
  | HttpProbe
  | TcpProbe
  | DnsProbe
  | GoldpingerProbe
  | KubernetesProbe
  | PrometheusProbe
  | CommandProbe;

interface TimedProbe {
  /** From one scheduled sample to the next. */
  readonly everyMs: number;
  /** Each sample's own deadline. */
  readonly timeoutMs: number;
}

export interface HttpProbe extends TimedProbe {
  readonly kind: 'probeHTTP';
  readonly target: NetworkTarget;
  readonly endpoint: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'head' | 'delete';
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body?: string;
  readonly code: number;
  /** The answer's body must contain this text, or match this pattern (`/…/`). */
  readonly bodyContains?: string;
  readonly bodyMatches?: string;
  readonly insecure: boolean;
  readonly keepAlive: boolean;
  /** Absent: a redirect is an answer like any other. */
  readonly followRedirects?: boolean;
  readonly proxy?: string;
}

export interface TcpProbe extends TimedProbe {
  readonly kind: 'probeTCP';
  readonly target: { readonly service: ServiceTarget } | { readonly host: string; readonly port: number };
}

export const dnsRecordTypes = ['A', 'AAAA', 'CNAME', 'SRV', 'TXT'] as const;

export interface DnsProbe extends TimedProbe {
  readonly kind: 'probeDNS';
  readonly name: string;
  readonly type: (typeof dnsRecordTypes)[number];
  /** `10.0.0.53`, `[fd00::53]:5353`; absent: the name servers of this machine. */
  readonly server?: string;
  /** One of the answers has to be this. */
  readonly answer?: string;
}

export interface GoldpingerProbe extends TimedProbe {
  readonly kind: 'probeGoldpinger';
  readonly namespace: string;
  readonly selector: string;
  readonly port: number;
  /** Edges from and to the pods that this experiment targets, and their replacements, do not count in the method. */
  readonly excuseTargets: boolean;
  /** How often Goldpinger pings (its REFRESH_INTERVAL): an edge older than about twice this is stale. */
  readonly refreshMs: number;
}

export interface KubernetesProbe extends TimedProbe {
  readonly kind: 'probeKubernetes';
  readonly resource: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly selector?: string;
  /** A dotted path to a number (`status.readyReplicas`), or `count` of the objects, or `ready` (objects that are Ready). */
  readonly value: string;
}

export interface PrometheusProbe extends TimedProbe {
  readonly kind: 'probePrometheus';
  readonly target: NetworkTarget;
  /** PromQL; its answer is a single number. */
  readonly query: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly insecure: boolean;
  /** A series that was scraped longer ago is stale. */
  readonly maxAgeMs: number;
}

export interface CommandProbe extends TimedProbe {
  readonly kind: 'probeCommand';
  /** argv; never a shell string. Exit code 0 is a success; a number printed alone is the sample's value. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}
