import type { z } from 'zod';
import type { AuditEvent } from '../domain/accounts/audit-event.ts';
import type { DocumentChange, DocumentKind, DocumentStore, StoredDocument } from './desk-store.ts';

/** What use cases read and write small documents with. */
export interface DocumentDeps {
  store: { documents: DocumentStore };
}

type With<Method extends keyof DocumentStore> = {
  store: { documents: Pick<DocumentStore, Method> };
};

/** Value of a document, its id under a name of the caller's choice, and the revision that was read. */
export type Stored<Value, Id extends string = 'id'> = Value &
  Record<Id, string> & { revision: number };

/** Returns typed access to the documents of a kind; those that the schema rejects count as missing. */
export function documentsOf<Value extends object, Id extends string = 'id'>(
  kind: DocumentKind,
  schema: z.ZodType<Value>,
  idName: Id = 'id' as Id, // the default of the type
) {
  const read = ({ id, revision, value }: StoredDocument): Stored<Value, Id> | undefined => {
    const { data } = schema.safeParse(value);
    return data && ({ ...data, [idName]: id, revision } as Stored<Value, Id>); // a computed name loses its type
  };
  const change = (document: Stored<Value, Id>): DocumentChange => {
    const { [idName]: id, revision, ...value } = document;
    return { kind, id, revision, value };
  };
  return {
    /** Describes a new value for a commit that changes more than the document. */
    change,
    /** Lists all readable documents, by id. */
    async list({ store }: With<'list'>): Promise<Stored<Value, Id>[]> {
      return (await store.documents.list(kind)).flatMap((document) => read(document) ?? []);
    },
    async find({ store }: With<'get'>, id: string): Promise<Stored<Value, Id> | undefined> {
      const document = await store.documents.get(kind, id);
      return document && read(document);
    },
    /** Writes a document and its events against the read revision; undefined after a conflict. */
    async save(
      { store }: With<'put'>,
      document: Stored<Value, Id>,
      events: readonly AuditEvent[] = [],
    ): Promise<Stored<Value, Id> | undefined> {
      const put = await store.documents.put(kind, change(document), events);
      return put === 'saved' ? { ...document, revision: document.revision + 1 } : undefined;
    },
    /** Deletes a document as it was read; false after a conflict. */
    async remove(
      { store }: With<'remove'>,
      { [idName]: id, revision }: Stored<Value, Id>,
      events: readonly AuditEvent[] = [],
    ): Promise<boolean> {
      return (await store.documents.remove(kind, { id, revision }, events)) === 'removed';
    },
    /** Replaces the current value; `make` runs again after a conflict, and ends the edit with a word. */
    async edit<Refusal extends string = never>(
      { store }: With<'get' | 'put'>,
      id: string,
      make: (
        value: Value | undefined,
      ) => { value: unknown; events?: readonly AuditEvent[] } | Refusal,
    ): Promise<'saved' | Refusal> {
      for (;;) {
        const known = await store.documents.get(kind, id);
        const made = make(schema.safeParse(known?.value).data);
        if (typeof made === 'string') return made;
        const document = { id, revision: known?.revision ?? 0, value: made.value };
        if ((await store.documents.put(kind, document, made.events)) === 'saved') return 'saved';
      }
    },
  };
}

/** Documents that a process holds in memory and reads again when one may have changed. */
export abstract class Repository {
  /** Reads what was changed, here or by another process. */
  abstract follow(): Promise<void>;

  static async open<Opened extends Repository, Given extends unknown[]>(
    this: new (
      ...given: Given
    ) => Opened,
    ...given: Given
  ): Promise<Opened> {
    const opened = new this(...given);
    await opened.follow();
    return opened;
  }
}
