import { createCommand } from './create-command.ts';
import { configFor, print, printAs, type StoreOptions } from './output.ts';

/** `posko config …`: what the environment says; a mistake in it ends either command with what to do. */
export const configCommand = createCommand('config', { check, show });

function check(options: StoreOptions): void {
  const set = configFor(options).variables.filter(({ isSet }) => isSet).length;
  printAs(options, { set }, `${set} variables are set; all of them can be used`);
}

function show(options: StoreOptions): void {
  for (const variable of configFor(options).variables) {
    const { name, isSet, source, value } = variable;
    const shown = value || (isSet ? '(set, not shown)' : '(not set)');
    if (options.json) printAs(options, variable, '');
    else print(`${name} = ${shown}${isSet ? ` · ${source}` : ''}`);
  }
}
