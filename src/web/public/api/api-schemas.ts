import { z } from 'zod';
import { verdicts } from '../../../domain/fact-checks/verdicts.ts';
import { type PublicView, pathOf } from '../../../services/fact-checks/public-view.ts';
import frame from './openapi-frame.json' with { type: 'json' };

/** The form of one fact-check in the API. */
export const factCheckSchema = z.object({
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

/** The form of a page of fact-checks. */
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
export const listQuerySchema = z.strictObject({
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
export type ListQuery = z.infer<typeof listQuerySchema>;

/** A fact-check as the API tells it: no more than its form has; `url` is the address of the public pages. */
export function toWire(url: string, view: PublicView): z.infer<typeof factCheckSchema> {
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
