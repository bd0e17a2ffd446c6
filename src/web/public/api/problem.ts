import type { ErrorRequestHandler, Response } from 'express';
import { ZodError } from 'zod';
import { Busy } from '../../../ports/concurrency-limit.ts';
import problems from './problems.json' with { type: 'json' };

/** Answers with what is wrong and what to do (RFC 9457). */
export function sendProblem(
  response: Response,
  name: keyof typeof problems,
  parameters?: Readonly<Record<string, string>>,
): void {
  const problem = problems[name];
  response.status(problem.status).set('cache-control', 'no-store').type('application/problem+json');
  response.send(JSON.stringify({ ...problem, parameters }));
}

/** Tells clients of the API what they can change; a fault of ours goes on to be logged. */
export const answerProblem: ErrorRequestHandler = (error: unknown, _, response, next) => {
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
