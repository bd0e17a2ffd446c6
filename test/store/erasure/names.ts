import { caseSchema, tipSchema } from '../../../src/domain/cases/case.ts';
import { profileSchema } from '../../../src/domain/citizens/profile.ts';
import { traceSchema } from '../../../src/domain/citizens/trace.ts';
import { notificationSchema } from '../../../src/domain/messages/message.ts';
import { reportReferralSchema } from '../../../src/domain/partners/report-referral.ts';
import {
  type BackupRecord,
  recordSchema,
  type Source,
} from '../../../src/store/backup/backup-row.ts';
import { plainTables } from '../../../src/store/sqlite/backup-tables.ts';

/** What a record holds, one entry a field; a document's fields count as the record's. */
type Fields = Record<string, unknown>;

/** Lists the fields in which one of these texts stands, as `kind.field`; nothing of it is sealed. */
export async function findFields(source: Source, texts: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for await (const record of source.records()) {
    for (const [field, value] of Object.entries(fieldsOf(record))) {
      const written = JSON.stringify(value ?? null);
      if (texts.some((text) => written.includes(text))) found.add(field);
    }
  }
  await source.close();
  return [...found].toSorted();
}

/** All fields of all records, as the schemas say. */
export function allFields(): string[] {
  const ofRecords = recordSchema.options.flatMap(({ shape }) => {
    const { type } = shape;
    const [kind = ''] = type.values;
    return kind in documents || kind === 'plain' ? [] : namesIn(kind, shape);
  });
  const ofTables = Object.entries(plainTables).flatMap(([kind, { columns }]) =>
    columns.split(' ').map((column) => `${kind}.${column.split('=')[0]}`),
  );
  const ofDocuments = Object.entries(documents).flatMap(([kind, { shape }]) =>
    namesIn(kind, shape),
  );
  return [...new Set([...ofRecords, ...ofTables, ...ofDocuments])].toSorted();
}

const documents = {
  case: caseSchema,
  tip: tipSchema,
  announcement: notificationSchema,
  profile: profileSchema,
  'hand-over': reportReferralSchema,
  trace: traceSchema,
};

function namesIn(kind: string, shape: object): string[] {
  return Object.keys(shape)
    .filter((name) => name !== 'type')
    .map((name) => `${kind}.${name}`);
}

function fieldsOf(record: BackupRecord): Fields {
  switch (record.type) {
    case 'case':
    case 'tip':
    case 'announcement':
    case 'fact-check':
      return under(record.type, record.value);
    case 'citizen': {
      const { type, state, ...rest } = record;
      const { profile, ...more } = state as { profile: object }; // as the store writes it
      return { ...under(type, { ...rest, state: more }), ...under('profile', profile) };
    }
    case 'plain': {
      const { doc, ...rest } = record.row;
      if (record.kind === 'papers' && rest.kind === 'hand-over') {
        return { ...under('papers', rest), ...under('hand-over', JSON.parse(String(doc))) };
      }
      return under(record.kind, record.row);
    }
    default: {
      const { type, ...rest } = record;
      return under(type, rest);
    }
  }
}

function under(kind: string, value: object): Fields {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [`${kind}.${name}`, each]));
}
