import { z } from 'zod';
import { factCheckSchema, listQuerySchema, pageSchema, problemSchema } from './api-schemas.ts';
import frame from './openapi-frame.json' with { type: 'json' };

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
