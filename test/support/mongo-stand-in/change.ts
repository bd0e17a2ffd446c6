import { isDeepStrictEqual } from 'node:util';
import { calculateObjectSize, type Document, deserialize, ObjectId, serialize } from 'bson';
import { updateOne } from 'mingo';
import { Failure } from './failure.ts';
import { resolvePositions } from './positions.ts';

const MAX_BYTES = 16 * 1024 * 1024;

/** What an update makes of a document; the document itself stays as it is. */
export function change(
  before: Document,
  {
    filter,
    update,
    arrayFilters = [],
  }: { filter: Document; update: Document; arrayFilters?: Document[] },
): Document {
  if (!isOperators(update)) return replaced(before, update);
  const { $setOnInsert: _, ...operators } = update;
  const positions = { before, filter, arrayFilters };
  return checked(apply(copy(before), resolvePositions(operators, positions)));
}

function replaced({ _id }: Document, document: Document): Document {
  if (isDeepStrictEqual(_id, document._id ?? _id)) return checked({ _id, ...document });
  throw new Failure(66, 'a document keeps its _id', { codeName: 'ImmutableField' });
}

/** The document that an upsert inserts: what the filter asks for, then what the update says. */
export function fromUpsert(filter: Document, update: Document): Document {
  if (!isOperators(update)) return insertable({ ...equalities(filter), ...update });
  const { $setOnInsert, ...operators } = update;
  const $set = { ...operators.$set, ...$setOnInsert };
  const { _id, ...asked } = equalities(filter);
  const start = apply(_id === undefined ? {} : { _id }, { $set: asked });
  return insertable(apply(start, { ...operators, $set }));
}

/** A document as an insert keeps it. */
export function insertable({ _id = new ObjectId(), ...rest }: Document): Document {
  return checked({ _id, ...rest });
}

function isOperators(update: Document): boolean {
  return Object.keys(update).some((key) => key.startsWith('$'));
}

function apply(document: Document, { $pull = {}, ...rest }: Document): Document {
  for (const each of alternatives($pull)) update(document, { $pull: each });
  return update(document, rest);
}

/** `mingo` takes no `$or` of elements, as MongoDB does: it is one pull after the other. */
function alternatives($pull: Document): Document[] {
  return Object.entries($pull).flatMap(([path, asked]) =>
    Array.isArray(asked?.$or)
      ? asked.$or.map((each: unknown) => ({ [path]: each }))
      : [{ [path]: asked }],
  );
}

function update(document: Document, operators: Document): Document {
  const filled = Object.entries(operators).filter(([, fields]) => Object.keys(fields).length > 0);
  updateOne([document], {}, Object.fromEntries(filled), {}, {});
  return document;
}

function checked(document: Document): Document {
  if (calculateObjectSize(document) > MAX_BYTES) {
    throw new Failure(10_334, 'BSONObj size is larger than 16 MiB');
  }
  return copy(document);
}

function copy(document: Document): Document {
  return deserialize(serialize(document));
}

function equalities(filter: Document): Document {
  const found: Document = {};
  for (const [path, value] of Object.entries(filter)) {
    if (path === '$and') for (const each of value) Object.assign(found, equalities(each));
    else if (path.startsWith('$')) continue;
    else if (!isCondition(value)) found[path] = value;
    else if ('$eq' in value) found[path] = value.$eq;
  }
  return found;
}

function isCondition(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null) return false;
  return Object.keys(value).some((key) => key.startsWith('$'));
}
