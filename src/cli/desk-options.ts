import { userInfo } from 'node:os';
import { type Command, Option } from 'commander';

/** `--as`: in whose name something is done at the desk. */
export function asReviewer(): Option {
  return new Option('--as <reviewer>', 'your name').default(userInfo().username, 'your login');
}

/** The options of every command that is carried out at the desk: `--json`, `--data` and `--as`. */
export function withDeskOptions(command: Command): Command {
  return command
    .option('--json', 'print JSON')
    .option('--data <folder>', 'folder of the embedded store')
    .addOption(asReviewer());
}
