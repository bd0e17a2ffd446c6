import './check-node.js';
import { Command, CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { Failure } from './app/user-error.ts';
import { complain, endWithReader } from './cli/output.ts';

endWithReader();

/** How each command is loaded; only the one that is asked for is, since all of them take a second. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./cli/run-role.ts')).roleCommand('start'),
  serve: async () => (await import('./cli/run-role.ts')).roleCommand('serve'),
  work: async () => (await import('./cli/run-role.ts')).roleCommand('work'),
  chat: async () => (await import('./cli/chat-command.ts')).chatCommand(),
  match: async () => (await import('./cli/match.ts')).matchCommand(),
  import: async () => (await import('./cli/import.ts')).importCommand(),
  export: async () => (await import('./cli/export.ts')).exportCommand(),
  record: async () => (await import('./cli/public-record.ts')).publicRecordCommand(),
  pair: async () => (await import('./cli/pair.ts')).pairCommand(),
  review: async () => (await import('./cli/review.ts')).reviewCommand(),
  flows: async () => (await import('./cli/flows.ts')).flowsCommand(),
  db: async () => (await import('./cli/db.ts')).dbCommand(),
  backup: async () => (await import('./cli/backup.ts')).backupCommand(),
  restore: async () => (await import('./cli/restore.ts')).restoreCommand(),
  key: async () => (await import('./cli/rotate-key.ts')).keyCommand(),
  reviewer: async () => (await import('./cli/reviewer.ts')).reviewerCommand(),
  audit: async () => (await import('./cli/audit.ts')).auditCommand(),
  console: async () => (await import('./cli/console.ts')).consoleCommand(),
  config: async () => (await import('./cli/config-command.ts')).configCommand(),
  settings: async () => (await import('./cli/settings.ts')).settingsCommand(),
  sources: async () => (await import('./cli/sources.ts')).sourcesCommand(),
  roster: async () => (await import('./cli/roster.ts')).rosterCommand(),
  partner: async () => (await import('./cli/partner.ts')).partnerCommand(),
  alarms: async () => (await import('./cli/alarms.ts')).alarmsCommand(),
  voters: async () => (await import('./cli/voters.ts')).votersCommand(),
  rights: async () => (await import('./cli/rights.ts')).rightsCommand(),
  breach: async () => (await import('./cli/breach.ts')).breachCommand(),
  'set-aside': async () => (await import('./cli/set-aside.ts')).setAsideCommand(),
  contacts: async () => (await import('./cli/contacts.ts')).contactsCommand(),
  whatsapp: async () => (await import('./cli/whatsapp.ts')).whatsappCommand(),
  wordings: async () => (await import('./cli/wordings.ts')).wordingsCommand(),
  models: async () => (await import('./cli/models.ts')).modelsCommand(),
  samples: async () => (await import('./cli/samples.ts')).samplesCommand(),
  doctor: async () => (await import('./cli/doctor.ts')).doctorCommand(),
};

const program = new Command('posko')
  .description('A WhatsApp tipline for Indonesia: forward a doubtful message, get the fact-check.')
  .version(manifest.version)
  .exitOverride()
  .showSuggestionAfterError()
  .showHelpAfterError('(posko --help lists the commands)');

const [asked = ''] = process.argv.slice(2);
const wanted = Object.hasOwn(commands, asked) ? [asked] : Object.keys(commands);
if (asked !== '--version' && asked !== '-V') {
  for (const name of wanted) {
    const command = await commands[name]?.();
    if (command) program.addCommand(command);
  }
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
