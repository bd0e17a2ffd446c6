import { z } from 'zod';
import { type GraphAnswer, type GraphSettings, get, post } from './graph.ts';

const listSchema = z.looseObject({
  data: z.array(z.looseObject({ id: z.string(), name: z.string(), status: z.string() })),
});
const createdSchema = z.looseObject({
  id: z.string(),
  validation_errors: z.array(z.looseObject({ message: z.string() })).default([]),
});

/**
 * Publishes a Flow of a business account unless one of its name is published: a published Flow never changes, so its
 * name has to follow from its content. Returns its id; throws with Meta's words where Meta refuses it.
 */
export async function publishForm(
  graph: GraphSettings,
  account: string,
  { name, json }: { name: string; json: string },
): Promise<{ id: string; isNew: boolean }> {
  const listed = await get(graph, `${account}/flows?fields=id,name,status&limit=500`);
  const known = listSchema.parse(bodyOf(listed)).data.find((flow) => flow.name === name);
  if (known?.status === 'PUBLISHED') return { id: known.id, isNew: false };
  const id = known?.id ?? (await create(graph, account, { name, json }));
  bodyOf(await post(graph, `${id}/publish`, {}));
  return { id, isNew: true };
}

async function create(graph: GraphSettings, account: string, flow: { name: string; json: string }) {
  const { name, json: flow_json } = flow;
  const answer = await post(graph, `${account}/flows`, { name, categories: ['OTHER'], flow_json });
  const { id, validation_errors: faults } = createdSchema.parse(bodyOf(answer));
  if (faults.length === 0) return id;
  throw new Error(
    `Meta finds faults in the form: ${faults.map((each) => each.message).join('; ')}`,
  );
}

function bodyOf(answer: GraphAnswer): unknown {
  if (answer.type === 'ok') return answer.body;
  const why = answer.type === 'error' ? `error ${answer.fault.code}` : answer.type;
  throw new Error(
    `Meta did not take it (${why} ${answer.type === 'error' ? (answer.fault.details ?? '') : ''})`,
  );
}
