import { type Fault, readFault } from './errors.ts';

export type GraphAnswer =
  | { type: 'ok'; body: unknown }
  | { type: 'error'; fault: Fault; status: number }
  /** The request may or may not have been carried out. */
  | { type: 'silent' }
  /** The request has not left this machine. */
  | { type: 'unreachable' };

export interface GraphSettings {
  baseUrl: string;
  token: string;
  timeoutMs: number;
  /** Shows that the token is used by who has the app's secret, where the app demands it. */
  proof?: string | undefined;
}

/** Posts JSON to a path such as `123/messages`; never throws. */
export function post(graph: GraphSettings, path: string, body: object): Promise<GraphAnswer> {
  const headers = { 'content-type': 'application/json' };
  const sent = { method: 'POST', headers, body: JSON.stringify(body), said: textsIn(body) };
  return request(graph, path, sent);
}

/** Lists the texts to or about a citizen, which an error must not bring into the log. */
function textsIn(body: unknown): string[] {
  if (typeof body === 'string') return [body, ...body.split(/\n+/)].filter(isSaid);
  return typeof body === 'object' && body !== null ? Object.values(body).flatMap(textsIn) : [];
}

/** Meta's own words, such as the type of a message, are single and short. */
function isSaid(text: string): boolean {
  return /[\s\d]/.test(text) || text.length > 20;
}

/** Posts a form with a file to a path such as `123/media`; never throws. */
export function upload(graph: GraphSettings, path: string, form: FormData): Promise<GraphAnswer> {
  return request(graph, path, { method: 'POST', body: form });
}

/** Reads a path as JSON; never throws. */
export function get(graph: GraphSettings, path: string): Promise<GraphAnswer> {
  return request(graph, path, { method: 'GET' });
}

async function request(
  { baseUrl, token, timeoutMs, proof }: GraphSettings,
  path: string,
  { said = [], ...init }: RequestInit & { said?: readonly string[] },
): Promise<GraphAnswer> {
  const proven = proof ? `${path.includes('?') ? '&' : '?'}appsecret_proof=${proof}` : '';
  try {
    const response = await fetch(`${baseUrl}/${path}${proven}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok) return body === undefined ? { type: 'silent' } : { type: 'ok', body };
    const fault = faultOf(body, said);
    if (fault) return { type: 'error', fault, status: response.status };
    return answerWithoutCode(response.status);
  } catch (error) {
    return { type: hasNotLeft(error) ? 'unreachable' : 'silent' };
  }
}

function answerWithoutCode(status: number): GraphAnswer {
  // A gateway that gives up may have passed the request on.
  if (status >= 500) return { type: 'silent' };
  const code = status === 429 ? RATE : status === 401 ? SIGN_IN : 100;
  return { type: 'error', fault: { code }, status };
}

const RATE = 130429;
const SIGN_IN = 190;

function faultOf(body: unknown, said: readonly string[]): Fault | undefined {
  const isError = typeof body === 'object' && body !== null && 'error' in body;
  return isError ? readFault(body.error, said) : undefined;
}

const NOT_CONNECTED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/;

function hasNotLeft(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && NOT_CONNECTED.test(String(cause.code));
}
