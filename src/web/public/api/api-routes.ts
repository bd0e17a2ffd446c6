import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { ZodError, z } from 'zod';
import { verdicts } from '../../../domain/fact-checks/verdicts.ts';
import { Busy, createLimit } from '../../../ports/concurrency-limit.ts';
import {
  type Listed,
  type PublicList,
  wordsOf,
} from '../../../services/fact-checks/public-list.ts';
import { type PublicView, pathOf } from '../../../services/fact-checks/public-view.ts';
import frame from './openapi-frame.json' with { type: 'json' };
import problems from './problems.json' with { type: 'json' };

/** As long as the pages: what was withdrawn must not be shown for long. */
const BRIEFLY = 'public, max-age=60';

/** Serves published fact-checks to programs, with a description of itself. */
export function apiRoutes({ list, url }: { list: PublicList; url: string }): Router {
  const reading = createLimit(2, 20);
  const inOrder = createOrder();
  const router = Router();
  router.use('/api', onlyRead);
  router.get('/api/v1/fact-checks', async (request, response) => {
    const query = listQuerySchema.parse(request.query);
    const page = await reading(async () => {
      const kept = inOrder(await list.all()).filter(createFilter(query));
      const rest = query.cursor === undefined ? kept : after(kept, query.cursor);
      const shown = rest.slice(0, query.limit);
      const found = await Promise.all(shown.map(({ id }) => list.find(id)));
      const last = rest.length > shown.length ? shown.at(-1) : undefined;
      const factChecks = found.flatMap((each) => (each ? toWire(url, each.view) : []));
      const nextCursor = last && `${last.changedAt}-${last.id}`;
      return { factChecks, total: kept.length, nextCursor };
    });
    response.set('cache-control', query.q === undefined ? BRIEFLY : 'private, no-store');
    response.json(page);
  });
  router.get('/api/v1/fact-checks/:id', async (request, response) => {
    const found = await list.find(String(request.params.id));
    if (found) response.set('cache-control', BRIEFLY).json(toWire(url, found.view));
    else sendProblem(response, 'no-fact-check');
  });
  router.get('/api/v1/openapi.json', (_, response) => {
    response.set('cache-control', 'public, max-age=3600').json(openApiDocument());
  });
  router.use('/api', (_, response) => sendProblem(response, 'no-page'));
  return router.use('/api', answerProblem);
}

/** Pages of every site may read the answers. */
function onlyRead({ method }: Request, response: Response, next: () => void): void {
  response.set('access-control-allow-origin', '*');
  if (method === 'GET' || method === 'HEAD') next();
  else sendProblem(response.set('allow', 'GET, HEAD'), 'method');
}

/** Orders fact-checks by their last change, once for each state of the list. */
function createOrder() {
  let known: { of: readonly Listed[]; sorted: readonly Listed[] } | undefined;
  return (all: readonly Listed[]): readonly Listed[] => {
    if (known?.of !== all) known = { of: all, sorted: all.toSorted(compare) };
    return known.sorted;
  };
}

type Place = Pick<Listed, 'changedAt' | 'id'>;

function compare(a: Place, b: Place): number {
  return b.changedAt - a.changedAt || (a.id < b.id ? -1 : Number(a.id > b.id));
}

function createFilter({ q = '', verdict, topic, organisation, since, status }: ListQuery) {
  const words = wordsOf(q);
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  return (entry: Listed): boolean => {
    const isWithdrawn = entry.withdrawn !== undefined;
    const title = words.length > 0 ? entry.title.toLowerCase() : '';
    return (
      (status === 'all' || isWithdrawn === (status === 'withdrawn')) &&
      (verdict === undefined || entry.verdict === verdict) &&
      (topic === undefined || entry.topic?.toLowerCase() === topic.toLowerCase()) &&
      (organisation === undefined || entry.org === organisation) &&
      entry.changedAt >= from &&
      words.every((word) => title.includes(word))
    );
  };
}

function after(all: readonly Listed[], cursor: string): readonly Listed[] {
  const at = cursor.indexOf('-');
  const place = { changedAt: Number(cursor.slice(0, at)), id: cursor.slice(at + 1) };
  return all.filter((entry) => compare(entry, place) > 0);
}

/** Answers with what is wrong and what to do (RFC 9457). */
function sendProblem(
  response: Response,
  name: keyof typeof problems,
  parameters?: Readonly<Record<string, string>>,
): void {
  const problem = problems[name];
  response.status(problem.status).set('cache-control', 'no-store').type('application/problem+json');
  response.send(JSON.stringify({ ...problem, parameters }));
}

/** Tells clients of the API what they can change; a fault of ours goes on to be logged. */
const answerProblem: ErrorRequestHandler = (error: unknown, _, response, next) => {
  if (error instanceof ZodError) sendProblem(response, 'parameters', faultsOf(error));
  else if (error instanceof URIError) sendProblem(response, 'address');
  else if (error instanceof Busy) sendProblem(response.set('retry-after', '5'), 'busy');
  else next(error);
};

function faultsOf({ issues }: ZodError): Record<string, string> {
  const faults = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((name) => [name, 'is not known'])
      : [[issue.path.join('.'), issue.message]],
  );
  return Object.fromEntries(faults);
}

const factCheckSchema = z.object({
  id: z.string().describe('Stays the same for ever'),
  page: z.url().describe('Its page for people; only the id at its end stays'),
  card: z.url().describe('A picture to pass on, PNG, 1200 × 630'),
  title: z.string(),
  claim: z.string().describe('What circulates; numbers of people are masked'),
  verdict: z.enum(verdicts),
  summary: z.string().describe('What is true, in one or two sentences'),
  explanation: z.string().optional().describe("The whole reasoning, of the publisher's own"),
  topic: z.string().optional(),
  organisation: z.string().describe('Who checked it'),
  source: z.url().optional().describe('Where it can be read at its organisation'),
  language: z.string(),
  publishedAt: z.iso.date().optional(),
  expiresAt: z.iso.date().optional().describe('The last day on which its subject is current'),
  changedAt: z.iso.datetime().describe('When it was last taken in, corrected or withdrawn here'),
  version: z.number().int().min(1).describe('Grows with each correction'),
  withdrawn: z.string().optional().describe('Why it was withdrawn: do not use it any more'),
});

export const pageSchema = z.object({
  factChecks: z.array(factCheckSchema).describe('The one that changed last comes first'),
  total: z.number().int().min(0).describe('How many there are on all pages together'),
  nextCursor: z.string().optional().describe('The `cursor` of the next page; absent on the last'),
});

/** The form of a refusal (RFC 9457). */
export const problemSchema = z.object({
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  parameters: z.record(z.string(), z.string()).optional().describe('What is wrong, by name'),
});

const wholeNumber = (value: unknown) =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

/** What a list can be asked for. A cursor holds a place in the order, so that no change hides or repeats anything. */
const listQuerySchema = z.strictObject({
  q: z.string().max(200).optional(),
  verdict: z.enum(verdicts).optional(),
  topic: z.string().min(1).max(60).optional(),
  organisation: z.string().min(1).max(200).optional(),
  since: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  status: z.enum(['valid', 'withdrawn', 'all']).default('valid'),
  limit: z.preprocess(wholeNumber, z.number().int().min(1).max(100)).default(20),
  cursor: z
    .string()
    .regex(/^\d{1,15}-[\s\S]{1,120}$/)
    .optional(),
});
type ListQuery = z.infer<typeof listQuerySchema>;

/** A fact-check as the API tells it: no more than its form has; `url` is the address of the public pages. */
function toWire(url: string, view: PublicView): z.infer<typeof factCheckSchema> {
  const page = `${url}${pathOf(view)}`;
  const { why: summary, org: organisation, url: source } = view;
  const changedAt = new Date(view.changedAt).toISOString();
  const named = { page, card: `${page}/kartu.png`, summary, organisation, source, changedAt };
  return factCheckSchema.parse({ ...view, ...named });
}

/** Describes the API to programs (OpenAPI 3.1); its forms are those that the routes check and fill. */
export function openApiDocument() {
  const document: typeof frame & { components: { schemas?: unknown } } = structuredClone(frame);
  const { properties = {} } = z.toJSONSchema(listQuerySchema);
  const { get } = document.paths['/api/v1/fact-checks'];
  const parameters = get.parameters.map((each) => ({ ...each, schema: properties[each.name] }));
  Object.assign(get, { parameters });
  document.components.schemas = componentSchemas();
  return document;
}

function componentSchemas() {
  const forms = { FactCheck: factCheckSchema, FactCheckPage: pageSchema, Problem: problemSchema };
  const registry = z.registry<{ id: string }>();
  for (const [id, form] of Object.entries(forms)) registry.add(form, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $id, $schema, ...schema }]) => [name, schema]),
  );
}
