import './check-node.js';
import { Command, CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { diagnose } from './app/diagnostics/doctor.ts';
import { openStore } from './app/open-store.ts';
import { Failure } from './app/user-error.ts';
import { alarmsCommand } from './cli/alarms.ts';
import { auditCommand } from './cli/audit.ts';
import { backupCommand } from './cli/backup.ts';
import { breachCommand } from './cli/breach.ts';
import { chatCommand } from './cli/chat-command.ts';
import { configCommand } from './cli/config-command.ts';
import { consoleCommand } from './cli/console.ts';
import { contactsCommand } from './cli/contacts.ts';
import { addCommand, createCommand } from './cli/create-command.ts';
import { dbCommand } from './cli/db.ts';
import { exportCommand } from './cli/export.ts';
import { flowsCommand } from './cli/flows.ts';
import { importCommand } from './cli/import.ts';
import { matchCommand } from './cli/match.ts';
import { modelsCommand } from './cli/models.ts';
import {
  complain,
  configFor,
  endWithReader,
  print,
  printJson,
  type StoreOptions,
} from './cli/output.ts';
import { pairCommand } from './cli/pair.ts';
import { partnerCommand } from './cli/partner.ts';
import { publicRecordCommand } from './cli/public-record.ts';
import { restoreCommand } from './cli/restore.ts';
import { reviewCommand } from './cli/review.ts';
import { reviewerCommand } from './cli/reviewer.ts';
import { rightsCommand } from './cli/rights.ts';
import { rosterCommand } from './cli/roster.ts';
import { keyCommand } from './cli/rotate-key.ts';
import { roleCommands } from './cli/run-role.ts';
import { setAsideCommand } from './cli/set-aside.ts';
import { settingsCommand } from './cli/settings.ts';
import { sourcesCommand } from './cli/sources.ts';
import { votersCommand } from './cli/voters.ts';
import { whatsappCommand } from './cli/whatsapp.ts';
import { wordingsCommand } from './cli/wordings.ts';

endWithReader();

const program = new Command('posko')
  .description('A WhatsApp tipline for Indonesia: forward a doubtful message, get the fact-check.')
  .version(manifest.version)
  .exitOverride()
  .showSuggestionAfterError()
  .showHelpAfterError('(posko --help lists the commands)');

for (const command of roleCommands()) program.addCommand(command);

program.addCommand(chatCommand());
program.addCommand(matchCommand());
program.addCommand(importCommand());
program.addCommand(exportCommand());
program.addCommand(publicRecordCommand());
program.addCommand(pairCommand());
program.addCommand(reviewCommand());
program.addCommand(flowsCommand());
program.addCommand(dbCommand());
program.addCommand(backupCommand());
program.addCommand(restoreCommand());
program.addCommand(keyCommand());
program.addCommand(reviewerCommand());
program.addCommand(auditCommand());
program.addCommand(consoleCommand());
program.addCommand(configCommand());
program.addCommand(settingsCommand());
program.addCommand(sourcesCommand());
program.addCommand(rosterCommand());
program.addCommand(partnerCommand());
program.addCommand(alarmsCommand());
program.addCommand(votersCommand());
program.addCommand(rightsCommand());
program.addCommand(breachCommand());
program.addCommand(setAsideCommand());
program.addCommand(contactsCommand());
program.addCommand(whatsappCommand());
program.addCommand(wordingsCommand());
program.addCommand(modelsCommand());

const samples = createCommand('samples');
addCommand(samples, 'remove').action(runRemoveSamples);
program.addCommand(samples);
program.addCommand(createCommand('doctor').action(runDoctor));

async function runRemoveSamples(options: StoreOptions): Promise<void> {
  const store = await openStore(configFor(options));
  const removed = await store.factChecks.removeSamples().finally(() => store.close());
  if (options.json) printJson({ removed });
  else print(`${removed} samples removed`);
}

async function runDoctor(options: StoreOptions): Promise<void> {
  const diagnoses = await diagnose(configFor(options), Date.now());
  const signs = { ok: '✓', warning: '!', broken: '✗' };
  if (options.json) printJson(diagnoses);
  else for (const { name, state, detail } of diagnoses) print(`${signs[state]} ${name}: ${detail}`);
  if (diagnoses.some(({ state }) => state === 'broken'))
    throw new Failure('something needs mending');
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) {
    complain(`posko: ${error instanceof Error ? error.message : String(error)}`);
    if (
      error instanceof Error &&
      !(error instanceof Failure) &&
      process.env.POSKO_LOG_LEVEL === 'debug'
    ) {
      complain(error.stack ?? '');
    }
  }
  process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
}
