import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { ZodError } from 'zod';
import { Busy, createLimit } from '../../../ports/concurrency-limit.ts';
import {
  type Listed,
  type PublicList,
  wordsOf,
} from '../../../services/fact-checks/public-list.ts';
import { type ListQuery, listQuerySchema, openApiDocument, toWire } from './api-schemas.ts';
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
      return {
        factChecks: found.flatMap((each) => (each ? toWire(url, each.view) : [])),
        total: kept.length,
        nextCursor: last && `${last.changedAt}-${last.id}`,
      };
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
