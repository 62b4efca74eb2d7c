import { InfrastructureFailure } from '../errors.ts';
import type { ApiRequest, ApiResponse } from './access.ts';

/** The API server refused, or did not answer. One sentence with the status and what was asked. Exit code 4 unless somebody handles it. */
export class ApiFailure extends InfrastructureFailure {
  /** HTTP status; undefined: there was no answer. */
  readonly status: number | undefined;
  /** `NotFound`, `Forbidden`, `Conflict`, … of the API server's Status object, where it sent one. */
  readonly reason: string | undefined;
  constructor(message: string, details: { status?: number; reason?: string; cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.status = details.status;
    this.reason = details.reason;
  }
}

/** The failure that an answer with an error status stands for: `pods of namespace shop: 403 Forbidden: pods is forbidden: User …`. */
export function failureOf(request: ApiRequest, response: ApiResponse): ApiFailure {
  const status = readStatus(response.body);
  const words = status?.message ?? (response.body.trim().split('\n')[0]?.slice(0, 300) || 'an empty answer');
  const code = [response.status, status?.reason].filter(Boolean).join(' ');
  return new ApiFailure(`${describeRequest(request)}: ${code}: ${words}`, {
    status: response.status,
    reason: status?.reason,
  });
}

/** What was asked, in the caller's words or as method and path. */
export function describeRequest(request: ApiRequest): string {
  return request.asking ?? `${request.method ?? 'GET'} ${request.path}`;
}

/** Is it the API server's "there is no such object"? */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiFailure && error.status === 404;
}

function readStatus(body: string): { message?: string; reason?: string } | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && 'kind' in parsed && parsed.kind === 'Status'
      ? (parsed as { message?: string; reason?: string })
      : undefined;
  } catch {
    // Proxies and half-started servers answer plain text; the caller shows that instead.
    return undefined;
  }
}
