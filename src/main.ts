import './check-node.js';
import { Command, CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { Failure } from './app/user-error.ts';
import { commands } from './cli/commands.ts';
import { complain, endWithReader } from './cli/output.ts';

endWithReader();

const program = new Command('posko')
  .description('A WhatsApp tipline for Indonesia: forward a doubtful message, get the fact-check.')
  .version(manifest.version)
  .exitOverride()
  .showSuggestionAfterError()
  .showHelpAfterError('(posko --help lists the commands)');

const asked = commands.get(process.argv[2] ?? '');
for (const load of asked ? [asked] : commands.values()) program.addCommand(await load());

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
