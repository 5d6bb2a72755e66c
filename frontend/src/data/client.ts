/** The one door to the API: typed answers, typed problems, a time limit on everything. Knows no resource. */

export interface FieldProblem {
  pointer: string;
  code: string;
  message: string;
}

/** RFC 9457 problem document as the server sends it. */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  errors?: FieldProblem[];
}

/** The server answered, and said no. `code` is stable and meant for branching. */
export class ApiError extends Error {
  readonly problem: Problem;
  readonly status: number;
  readonly code: string;
  readonly errors: FieldProblem[];
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
    this.problem = problem;
    this.status = problem.status;
    this.code = problem.code;
    this.errors = problem.errors ?? [];
  }
}

/** No answer came: offline, refused, cut off or too slow. The request may or may not have arrived. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export interface CallOptions {
  /** FormData is sent as it is, anything else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  timeoutMs?: number;
  signal?: AbortSignal;
}

export interface Answer<T> {
  status: number;
  body: T;
  headers: Headers;
}

const BASE = '/api/v1';
const PATIENCE_MS = 15_000;

/** Send one request below /api/v1. Raises ApiError for 4xx and 5xx, Unreachable when nothing came back. */
export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<Answer<T>> {
  const response = await send(method, path, options);
  const body: unknown = await readBody(response);
  if (!response.ok) throw new ApiError(asProblem(body, response));
  return { status: response.status, body: body as T, headers: response.headers };
}

export const get = async <T>(path: string, options?: CallOptions) => (await call<T>('GET', path, options)).body;
export const post = async <T>(path: string, body?: unknown, options?: CallOptions) =>
  (await call<T>('POST', path, { ...options, body })).body;
export const put = async <T>(path: string, body?: unknown, options?: CallOptions) =>
  (await call<T>('PUT', path, { ...options, body })).body;
export const del = async <T>(path: string, options?: CallOptions) => (await call<T>('DELETE', path, options)).body;

/** Build `?a=1&b=2`, leaving out what is undefined, null or empty. */
export function query(parameters: Record<string, string | number | null | undefined>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}` : '';
}

async function send(method: string, path: string, options: CallOptions): Promise<Response> {
  const { body, headers = {}, timeoutMs = PATIENCE_MS, signal } = options;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  const passOn = () => stop.abort();
  signal?.addEventListener('abort', passOn);
  const isForm = typeof FormData !== 'undefined' && body instanceof FormData;
  try {
    return await fetch(BASE + path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: stop.signal,
      headers: { Accept: 'application/json', ...(body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: isForm ? (body as FormData) : JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new Unreachable(`No answer from ${path}.`, { cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', passOn);
  }
}

async function readBody(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  if (!/json/.test(response.headers.get('Content-Type') ?? '')) return undefined;
  try {
    return await response.json();
  } catch (cause) {
    throw new Unreachable('The answer broke off.', { cause });
  }
}

function asProblem(body: unknown, response: Response): Problem {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  return { title: response.statusText, code: `http_${response.status}`, ...given, status: response.status };
}
