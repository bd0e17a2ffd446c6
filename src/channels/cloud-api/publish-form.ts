import { z } from 'zod';
import { documentsOf } from '../../ports/documents.ts';
import { type GraphAnswer, type GraphSettings, get, post } from './graph.ts';

const PUBLISHED = { flow: z.string(), button: z.string() };

/** The form that was published at WhatsApp in each language: its id there, and the words of its button. */
export const publishedForms = documentsOf('form', z.object(PUBLISHED));

const flowSchema = z.looseObject({ id: z.string(), name: z.string(), status: z.string() });
const listSchema = z.looseObject({ data: z.array(flowSchema) });
const createdSchema = z.looseObject({
  id: z.string(),
  validation_errors: z.array(z.unknown()).default([]),
});

/** Publishes a Flow unless one of its name is published, as those never change; returns its id, or throws with Meta's words. */
export async function publishForm(
  graph: GraphSettings,
  account: string,
  { name, json }: { name: string; json: unknown },
): Promise<{ id: string; isNew: boolean }> {
  const path = `${account}/flows`;
  const listed = bodyOf(await get(graph, `${path}?fields=id,name,status&limit=500`));
  const known = listSchema.parse(listed).data.find((flow) => flow.name === name);
  if (known?.status === 'PUBLISHED') return { id: known.id, isNew: false };
  const flow = { name, categories: ['OTHER'], flow_json: JSON.stringify(json) };
  const created = createdSchema.parse(known ?? bodyOf(await post(graph, path, flow)));
  const { id, validation_errors: faults } = created;
  if (faults.length > 0) throw new Error(`Meta finds faults: ${JSON.stringify(faults)}`);
  bodyOf(await post(graph, `${id}/publish`, {}));
  return { id, isNew: true };
}

function bodyOf(answer: GraphAnswer): unknown {
  if (answer.type === 'ok') return answer.body;
  throw new Error(`Meta did not publish the form: ${JSON.stringify(answer)}`);
}
