/**
 * What the preload of a container's process and the network tell each other over the control channel, a Unix socket:
 * one JSON object a line. `id` joins a question with its answer.
 */
export type ToNetwork =
  /** First; anything before it or a wrong token ends the channel. */
  | { readonly kind: 'hello'; readonly token: string }
  /** The process listens on `hiddenPort` of the pod's hidden address; others are to see it as `port`, unless it is `local`. */
  | ({ readonly kind: 'listen'; readonly id: number; readonly hiddenPort: number; readonly local: boolean } & PortName)
  | ({ readonly kind: 'unlisten' } & PortName)
  | { readonly kind: 'connect'; readonly id: number; readonly address: string; readonly port: number }
  | { readonly kind: 'resolve'; readonly id: number; readonly name: string }
  | { readonly kind: 'resolve-servers'; readonly id: number; readonly name: string };

export interface PortName {
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
}

export type FromNetwork =
  /** Every connection has to be asked for while this is true. */
  | { readonly kind: 'rules'; readonly active: boolean }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown };

/** The answer to `connect`: where to, how late; or what became of the SYN. */
export type ConnectAnswer =
  | { readonly verdict: 'go'; readonly address: string; readonly port: number; readonly delayMs: number }
  | { readonly verdict: 'refuse' }
  /** Ask again for this address when TCP would send the SYN again. */
  | { readonly verdict: 'lost'; readonly address: string; readonly port: number };

/** The answer to `listen`; an error is said, for the port cannot be seen. */
export type ListenAnswer = { readonly error?: string };

/** What a process must know of its pod, as JSON in the variable `podVariable`. */
export interface PodIdentity {
  readonly control: string;
  readonly token: string;
  readonly podIP: string;
  readonly hidden: string;
  readonly hostname: string;
  readonly podPrefix: string;
  readonly servicePrefix: string;
  /** The API server's real loopback address, which every pod may reach. */
  readonly apiServer?: { readonly host: string; readonly port: number };
}

export const podVariable = 'CHAOS_GATE_POD';
/** JSON `[{ "from": "/etc/config", "to": "/tmp/…" }]`: paths of the container and where they really are. */
export const pathsVariable = 'CHAOS_GATE_PATHS';
/** `1`: the container's first process, which ignores SIGTERM and SIGINT unless it handles them, as process 1 does. */
export const firstProcessVariable = 'CHAOS_GATE_FIRST_PROCESS';
