import { Schema, type SchemaDefinition, type SchemaDefinitionProperty } from 'mongoose';
import { z } from 'zod';
import { strict } from './schema-fields.ts';

// A fact-check has a field named `type`, so the keyword must be another.
const options = { ...strict, typeKey: '$type' } as const;

/** Derives a collection from the schema of what it holds: `id` is `_id`, and it has some more fields. */
export function deriveSchema<Row>(
  held: z.ZodObject,
  more: Readonly<Record<string, SchemaDefinitionProperty>> = {},
): Schema<Row> {
  const { id, ...fields } = fieldsOf(held);
  const all = { ...(id === undefined ? {} : { _id: id }), ...fields, ...more };
  return new Schema<Row>(all as SchemaDefinition<Row>, options); // the caller names what is held
}

/** Reads what a document of such a collection holds. */
export function held<T>(schema: z.ZodType<T>, { _id, ...row }: { _id: string }): T {
  return schema.parse({ ...row, id: _id });
}

function fieldsOf({ shape }: z.ZodObject): Record<string, SchemaDefinitionProperty> {
  return Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [name, fieldOf(field as z.ZodType)]),
  );
}

/** A text may be empty, which Mongoose takes for missing where one is required. */
function fieldOf(held: z.ZodType): SchemaDefinitionProperty {
  const isOptional = held instanceof z.ZodOptional;
  const type = isOptional || held instanceof z.ZodDefault ? (held.unwrap() as z.ZodType) : held;
  if (type instanceof z.ZodArray) {
    const items = [fieldOf(type.element as z.ZodType)];
    return { $type: items, ...(isOptional && { default: undefined }) };
  }
  if (type instanceof z.ZodObject) return new Schema(fieldsOf(type), { ...options, _id: false });
  if (type instanceof z.ZodNumber) return { $type: Number, required: !isOptional };
  return type instanceof z.ZodBoolean ? { $type: Boolean, required: !isOptional } : String;
}
