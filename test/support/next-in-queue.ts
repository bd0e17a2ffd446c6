import { listQueue } from '../../src/services/cases/queue.ts';

/** The most urgent case that a reviewer can take. */
export async function nextInQueue(deps: Parameters<typeof listQueue>[0], reviewer: string) {
  const [first] = await listQueue(deps, { filter: { list: 'ready' }, reviewer });
  return first;
}
