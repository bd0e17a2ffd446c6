import type { Request } from 'express';

/** A field of a form as text; the first one where it was sent twice, nothing where it is missing. */
export function fieldOf({ body }: Pick<Request, 'body'>, name: string): string {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return '';
  const value: unknown = (body as Record<string, unknown>)[name]; // its keys are any, its values unknown
  const [first] = Array.isArray(value) ? value : [value];
  return typeof first === 'string' ? first.replaceAll('\r\n', '\n') : '';
}

/** All fields that say something, as text. */
export function formIn({ body }: Pick<Request, 'body'>): Record<string, string> {
  const names = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  const fields = names.map((name) => [name, fieldOf({ body }, name)] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== ''));
}

/** All values of a field that may be sent more than once. */
export function fieldsOf({ body }: Pick<Request, 'body'>, name: string): string[] {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return [];
  const value: unknown = (body as Record<string, unknown>)[name]; // its keys are any, its values unknown
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
}

/** A word of the address's query as text. */
export function askedFor({ query }: Pick<Request, 'query'>, name: string): string {
  const value = query[name];
  const [first] = Array.isArray(value) ? value : [value];
  return typeof first === 'string' ? first.slice(0, 2000) : '';
}

/** A part of the path. */
export function partOf({ params }: Pick<Request, 'params'>, name: string): string {
  return String(params[name] ?? '');
}

/** The lease that a form was made under; one that is no number belongs to no lease. */
export function fenceOf(request: Pick<Request, 'body'>): number {
  const given = fieldOf(request, 'fence');
  return /^\d{1,12}$/.test(given) ? Number(given) : -1;
}
