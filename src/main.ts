import { Command, CommanderError } from 'commander';
import { cardPainter } from './cards/paint-card.ts';
import { alarmsCommand } from './commands/alarms.ts';
import { auditCommand } from './commands/audit.ts';
import { backupCommand } from './commands/backup.ts';
import { breachCommand } from './commands/breach.ts';
import { chat } from './commands/chat.ts';
import { playJsonLines } from './commands/chat-json.ts';
import { consoleCommand } from './commands/console.ts';
import { contactsCommand } from './commands/contacts.ts';
import { dbCommand } from './commands/db.ts';
import { diagnose } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { flowsCommand } from './commands/flows.ts';
import { importCommand } from './commands/import.ts';
import { matchCommand } from './commands/match.ts';
import { openEmbedder } from './commands/open-embedder.ts';
import { openReader } from './commands/open-reader.ts';
import { openMemoryStore, openStore } from './commands/open-store.ts';
import { complain, configFor, Failure, print, printJson } from './commands/output.ts';
import { pairCommand } from './commands/pair.ts';
import { partnerCommand } from './commands/partner.ts';
import { Player } from './commands/player.ts';
import { publicRecordCommand } from './commands/public-record.ts';
import { readStoreFile } from './commands/read-store-file.ts';
import { record, transcriptPath } from './commands/record.ts';
import { restoreCommand } from './commands/restore.ts';
import { reviewCommand } from './commands/review.ts';
import { reviewerCommand } from './commands/reviewer.ts';
import { rightsCommand } from './commands/rights.ts';
import { rosterCommand } from './commands/roster.ts';
import { keyCommand } from './commands/rotate-key.ts';
import { roleCommands } from './commands/run-role.ts';
import { createPictureFolder } from './commands/save-picture.ts';
import { settingsCommand } from './commands/settings.ts';
import { sourcesCommand } from './commands/sources.ts';
import { votersCommand } from './commands/voters.ts';
import type { Config } from './config.ts';
import { loadLibrary } from './library.ts';
import { loadSamples } from './samples/load-samples.ts';
import type { EvidenceReader } from './tipline/files/evidence.ts';
import type { Store } from './tipline/ports.ts';

const program = new Command('posko')
  .description('A WhatsApp tipline for Indonesia: forward a doubtful message, get the fact-check.')
  .exitOverride()
  .showSuggestionAfterError()
  .showHelpAfterError('(posko --help lists the commands)');

for (const command of roleCommands()) program.addCommand(command);

program
  .command('chat')
  .description('talk to the bot in the terminal; with --json, JSON lines in virtual time')
  .option('--json', 'read JSON lines from stdin, print one JSON line for each message sent')
  .option('--store <file>', 'use the fact-checks of this JSONL or CSV file alone, in memory')
  .option(
    '--save <name>',
    'record the conversation as test/transcripts/NAME.chat, on a fresh store',
  )
  .option('--data <folder>', 'folder of the embedded store')
  .action(runChat);

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
program.addCommand(settingsCommand());
program.addCommand(sourcesCommand());
program.addCommand(rosterCommand());
program.addCommand(partnerCommand());
program.addCommand(alarmsCommand());
program.addCommand(votersCommand());
program.addCommand(rightsCommand());
program.addCommand(breachCommand());
program.addCommand(contactsCommand());

program
  .command('samples')
  .description('the fact-checks that come along for trying out')
  .command('remove')
  .description('take the sample fact-checks out of matching')
  .option('--data <folder>', 'folder of the embedded store')
  .option('--json', 'print JSON')
  .action(runRemoveSamples);

program
  .command('doctor')
  .description('look at everything Posko depends on and say what to do')
  .option('--data <folder>', 'folder of the embedded store')
  .option('--json', 'print JSON')
  .action(runDoctor);

interface Options {
  data?: string;
  json?: boolean;
}

interface ChatOptions extends Options {
  store?: string;
  save?: string;
}

/** A conversation that is played waits for nothing and for nobody. */
const AT_ONCE = { quietMs: 0, undoMs: 0, secondPerson: [] };

async function runChat(options: ChatOptions): Promise<void> {
  const config = configFor(options);
  const script = loadLibrary(config);
  const embedder = await openEmbedder(config);
  const reader = openReader(config);
  const store = await openChatStore(config, options, reader);
  const onError = (error: unknown) =>
    complain(error instanceof Error ? `${error.stack}` : String(error));
  if (!options.json) {
    const painter = cardPainter;
    const parts = { store, script, painter, reader, settings: config.settings, onError };
    if (options.save === undefined) await chat({ ...parts, embedder });
    else
      await record(
        { ...parts, settings: { ...config.settings, ...AT_ONCE } },
        transcriptPath(options.save),
      );
    reader?.close();
    await store.close();
    return;
  }
  const settings = { ...config.settings, ...AT_ONCE };
  const savePicture = createPictureFolder();
  const player = await Player.open(
    { store, script, embedder, reader, painter: cardPainter, settings, onError },
    {
      start: Date.now(),
      show: ({ to, reply: { text, choices }, picture }) => {
        const file = picture && { file: savePicture(picture) };
        printJson({ to, text, choices: choices.map(({ label }) => label), ...file });
      },
    },
  );
  const failed = await playJsonLines(player, process.stdin, (line, problem) =>
    complain(`line ${line} ${problem}`),
  );
  await player.close();
  reader?.close();
  await store.close();
  if (failed > 0) throw new Failure(`${failed} lines could not be played`);
}

async function openChatStore(
  config: Config,
  { store, save }: ChatOptions,
  reader: EvidenceReader | undefined,
): Promise<Store> {
  if (store !== undefined) return openMemoryStore(await readStoreFile(store, complain, reader));
  return save === undefined ? openStore(config) : openMemoryStore(loadSamples());
}

async function runRemoveSamples(options: Options): Promise<void> {
  const store = await openStore(configFor(options));
  const removed = await store.factChecks.removeSamples().finally(() => store.close());
  if (options.json) printJson({ removed });
  else print(`${removed} samples removed`);
}

async function runDoctor(options: Options): Promise<void> {
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
