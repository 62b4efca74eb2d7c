/**
 * One request of the suite, as plain data: it is stored beside the answer it got, so that a recording shows what was
 * asked. `$name` in any string stands for a variable: `$namespace` (the group's own), `$node` (the first node's name),
 * or one that an earlier request of the group captured.
 */
export type ConformanceRequest = RawRequest | KubectlRequest | WatchRequest;

export interface RawRequest {
  readonly title: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';
  readonly path: string;
  /** An object travels as JSON; a string as it is. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  /** Sends the request without the kubeconfig's credentials: nobody's, or with this bearer token. */
  readonly as?: { readonly token?: string };
  /** Variable → dotted path into the answer's body. */
  readonly capture?: Readonly<Record<string, string>>;
  /** GET of one object: waits (by watch) until the field at the dotted path has this value. */
  readonly until?: Readonly<Record<string, unknown>>;
  /** Compares `managedFields` too; elsewhere they are left out. */
  readonly managedFields?: true;
  /** Compares a part of the answer only; the projections are in `projections.ts`. */
  readonly project?: string;
}

export interface KubectlRequest {
  readonly title: string;
  readonly kubectl: readonly string[];
  /** Manifests for `-f -`: written to standard input as documents of their own. A string goes there as it is. */
  readonly stdin?: readonly object[] | string;
  /** Compares only the lines of standard output that match this regular expression. */
  readonly lines?: string;
  /** Compares only the last line of standard output: the ones before depend on timing. */
  readonly lastLine?: true;
  readonly project?: string;
}

export interface WatchRequest {
  readonly title: string;
  readonly watch: string;
  readonly accept?: string;
  /** The watch is closed after so many events; without it, it runs until the server ends it. */
  readonly events?: number;
  /** Sent one after the other once the watch is open. */
  readonly during?: readonly RawRequest[];
}

/** Requests that are sent in this order, in a namespace of their own. */
export interface RequestGroup {
  readonly name: string;
  /** No other group may run meanwhile: it cordons the node that all share. */
  readonly alone?: true;
  readonly requests: readonly ConformanceRequest[];
}

type RawOptions = Omit<RawRequest, 'title' | 'method' | 'path' | 'body'>;

export const get = (title: string, path: string, options: RawOptions = {}): RawRequest => ({
  title,
  method: 'GET',
  path,
  ...options,
});

export const post = (title: string, path: string, body?: unknown, options: RawOptions = {}): RawRequest => ({
  title,
  method: 'POST',
  path,
  body,
  ...options,
});

export const put = (title: string, path: string, body: unknown, options: RawOptions = {}): RawRequest => ({
  title,
  method: 'PUT',
  path,
  body,
  ...options,
});

export const remove = (title: string, path: string, body?: unknown, options: RawOptions = {}): RawRequest => ({
  title,
  method: 'DELETE',
  path,
  body,
  ...options,
});

const patchTypes = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

export const patch = (
  type: keyof typeof patchTypes,
  title: string,
  path: string,
  body: unknown,
  options: RawOptions = {},
): RawRequest => ({ title, method: 'PATCH', path, body, contentType: patchTypes[type], ...options });

export const kubectl = (
  title: string,
  args: readonly string[],
  options: Omit<KubectlRequest, 'title' | 'kubectl'> = {},
): KubectlRequest => ({ title, kubectl: args, ...options });

export const watch = (title: string, path: string, options: Omit<WatchRequest, 'title' | 'watch'>): WatchRequest => ({
  title,
  watch: path,
  ...options,
});
