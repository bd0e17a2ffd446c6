import { Failure } from '../app/user-error.ts';
import type { Step } from '../store/mongo/migrations.ts';
import { createCommand } from './create-command.ts';
import { configFor, print, printJson } from './output.ts';

/** `posko db …`: care for a MongoDB database; the embedded store looks after itself. */
export const dbCommand = createCommand('db', { migrate });

async function migrate(asked: { plan?: boolean; addsOnly?: boolean; json?: boolean }) {
  const { plan: isDry = false, addsOnly = false, json = false } = asked;
  const { mongoUrl } = configFor({});
  if (mongoUrl === undefined) {
    throw new Failure('set POSKO_MONGO_URL; the embedded store is migrated by each start');
  }
  const { migrateMongo } = await import('../store/mongo/open-mongo.ts');
  const tell = json ? () => {} : (step: Step) => print(describe(step));
  const steps = await migrateMongo(mongoUrl, { isDry, addsOnly, tell });
  if (json) return printJson({ isDry, steps });
  if (isDry) steps.forEach(tell);
  const count = `${steps.length} steps ${isDry ? 'to do' : 'done'}.`;
  print(steps.length === 0 ? 'All is as this version needs it.' : count);
}

function describe({ type, collection, what, documents }: Step): string {
  const many = documents === undefined ? '' : ` (${documents} documents)`;
  return `${type} ${collection}: ${what}${many}`;
}
