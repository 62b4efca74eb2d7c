/** Goldpinger's settings, from the variables of its documentation, with its defaults. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Of pings and of the list of peers; 0: no pings at all. */
  readonly refreshMs: number;
  readonly jitterFactor: number;
  readonly labelSelector: string;
  /** undefined: the pod's own; empty: all. */
  readonly namespace: string | undefined;
  /** The label of every metric. */
  readonly instance: string;
  readonly podName: string;
  /** Peers that one pod pings; 0: all. */
  readonly pingNumber: number;
  readonly useHostIP: boolean;
  readonly displayNodeName: boolean;
  /** Undefined: the own port. */
  readonly clientPort: number;
  readonly pingTimeoutMs: number;
  readonly checkTimeoutMs: number;
  readonly checkAllTimeoutMs: number;
  readonly targets: readonly Target[];
}

export type ProbeProtocol = 'dns' | 'http' | 'tcp';

/** Something outside of the mesh that is looked at on every `/check`. */
export interface Target {
  readonly protocol: ProbeProtocol;
  readonly name: string;
  readonly timeoutMs: number;
}

/** Throws an Error that names the variable when a value cannot be read. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const number = (name: string, fallback: number): number => {
    const value = Number(environment[name] || fallback);
    if (!Number.isFinite(value)) throw new Error(`${name} is ${environment[name]}, expected a number`);
    return value;
  };
  const duration = (name: string, fallback: string): number => parseDuration(name, environment[name] || fallback);
  const targets = (list: string, protocol: ProbeProtocol, timeout: string): Target[] =>
    (environment[list] ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .map(name => ({ protocol, name, timeoutMs: duration(timeout, '500ms') }));
  const port = number('PORT', 0);
  return {
    host: environment.HOST || 'localhost',
    port,
    refreshMs: Math.max(0, Math.trunc(number('REFRESH_INTERVAL', 30))) * 1000,
    jitterFactor: number('JITTER_FACTOR', 0.05),
    labelSelector: environment.LABEL_SELECTOR || 'app=goldpinger',
    namespace: environment.NAMESPACE,
    instance: environment.HOSTNAME ?? '',
    podName: environment.POD_NAME ?? '',
    pingNumber: number('PING_NUMBER', 0),
    useHostIP: environment.USE_HOST_IP === 'true',
    displayNodeName: environment.DISPLAY_NODENAME === 'true',
    clientPort: number('CLIENT_PORT_OVERRIDE', port),
    pingTimeoutMs: duration('PING_TIMEOUT', '300ms'),
    checkTimeoutMs: duration('CHECK_TIMEOUT', '1s'),
    checkAllTimeoutMs: duration('CHECK_ALL_TIMEOUT', '5s'),
    targets: [
      ...targets('HOSTS_TO_RESOLVE', 'dns', 'DNS_TARGETS_TIMEOUT'),
      ...targets('TCP_TARGETS', 'tcp', 'TCP_TARGETS_TIMEOUT'),
      ...targets('HTTP_TARGETS', 'http', 'HTTP_TARGETS_TIMEOUT'),
    ],
  };
}

const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** A duration as Go writes it: `300ms`, `1m30s`. */
function parseDuration(name: string, text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text)
    throw new Error(`${name} is ${text}, expected a duration like 300ms or 1m30s`);
  return parts.reduce((sum, [, value, unit]) => sum + Number(value) * unitMs[unit!]!, 0);
}
