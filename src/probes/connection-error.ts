/** What a failed connection says: about the app (`fail`), or about this machine and its way there (`broken`). */
export interface ConnectionFinding {
  readonly r: 'fail' | 'broken';
  /** Without addresses and ports, so that the same trouble always reads the same. */
  readonly why: string;
}

const appFailures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection closed while sending',
  ETIMEDOUT: 'connection timed out',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  EHOSTDOWN: 'the host is down',
};

const ownFailures: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name does not resolve',
  EAI_AGAIN: 'the name could not be looked up',
  EADDRNOTAVAIL: 'this machine has no free port for another connection',
  EMFILE: 'this process has too many open files',
  ENFILE: 'this machine has too many open files',
  ENOBUFS: 'this machine has no buffers for another connection',
  EACCES: 'this machine does not allow the connection',
  EPERM: 'this machine does not allow the connection',
  ENOTSUP: 'this machine cannot make such a connection',
  EAFNOSUPPORT: 'this machine cannot make such a connection',
};

/** Classifies what a socket, TLS or HTTP client threw before or while the answer came. */
export function classifyConnectionError(error: unknown): ConnectionFinding {
  const code = errorCode(error);
  if (code !== undefined && code in ownFailures) return { r: 'broken', why: ownFailures[code]! };
  if (code !== undefined && code in appFailures) return { r: 'fail', why: appFailures[code]! };
  if (code?.startsWith('HPE_')) return { r: 'fail', why: `the answer is not HTTP (${code})` };
  if (code !== undefined && isCertificateCode(code))
    return { r: 'fail', why: `its certificate is not accepted (${code})` };
  return { r: 'fail', why: `the connection failed (${code ?? 'unknown error'})` };
}

function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  // Happy eyeballs tried every address: the first says what is the matter.
  if (Array.isArray(errors) && errors.length > 0) return errorCode(errors[0]);
  return typeof code === 'string' ? code : errorCode(cause);
}

function isCertificateCode(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|HOSTNAME_MISMATCH/.test(code);
}
