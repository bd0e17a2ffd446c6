import type { Command } from 'commander';
import { Failure } from '../app/user-error.ts';
import { changeSetting } from '../services/settings/change-setting.ts';
import {
  isNumeric,
  type SettingName,
  settingNames,
  variableOf,
} from '../services/settings/changeable.ts';
import type { Setting, SettingsDeps } from '../services/settings/settings.ts';
import { createCommand } from './create-command.ts';
import { addDeskCommands, type DeskAct, type DeskOptions } from './desk-command.ts';
import { printAs, printList } from './output.ts';
import refusals from './refusals.json' with { type: 'json' };

/** `posko settings …`: what can be changed while Posko runs. */
export function settingsCommand(): Command {
  const needs = 'change-settings';
  return addDeskCommands(createCommand('settings'), {
    list: [needs, list],
    'set <name> <value>': [needs, set, addNames],
    'reset <name>': [needs, reset],
  });
}

function addNames(command: Command): void {
  const names = settingNames.map((name) => `  ${name.padEnd(14)} ${refusals.setting[name]}`);
  command.addHelpText('after', `\n${names.join('\n')}`);
}

const list: DeskAct = ({ settingsRepository }, options) =>
  printList(options, settingsRepository.all(), { line: lineOf });

const set: DeskAct = (deps, options, word = '', text = '') => {
  const name = nameIn(word);
  return save(deps, options, { name, value: readValue(name, text) });
};

const reset: DeskAct = (deps, options, word = '') =>
  save(deps, options, { name: nameIn(word), value: undefined });

function nameIn(word: string): SettingName {
  const name = settingNames.find((each) => each === word);
  if (name) return name;
  throw new Failure(`there is no setting ${word}; there are ${settingNames.join(', ')}`);
}

/** A value as it is typed; whether it is a good one the schema says. */
function readValue(name: SettingName, text: string): unknown {
  if (isNumeric(name)) return text.trim() === '' ? text : Number(text);
  const isNone = text.trim() === 'none';
  switch (name) {
    case 'organisations':
    case 'second-person':
      return isNone ? [] : text.split(',').map((word) => word.trim());
    case 'elections':
      return isNone ? [] : text.split(';').map(readElection);
    case 'number':
    case 'exercise':
      return isNone ? '' : text;
    case 'post':
      return text;
  }
}

function readElection(text: string): unknown {
  const [said = '', ...rest] = text.split('@');
  const [day, ...name] = said.trim().split(/\s+/);
  const region = rest.length === 0 ? {} : { region: rest.join('@').trim() };
  return { day, name: name.join(' '), ...region };
}

async function save(
  deps: SettingsDeps,
  options: DeskOptions,
  { name, value }: { name: SettingName; value: unknown },
): Promise<void> {
  const changed = await changeSetting(deps, { name, value, by: options.as });
  if (changed.type === 'bad-value') throw new Failure(`${name} takes ${refusals.setting[name]}`);
  if (changed.type === 'stale') {
    throw new Failure(`somebody else has changed ${name} at this moment; look, and try again`);
  }
  printAs(options, changed.setting, lineOf(changed.setting));
}

function lineOf({ name, value, isSetHere, changed }: Setting): string {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  const by = changed && `${changed.by}, ${new Date(changed.at).toISOString()}`;
  const from = isSetHere ? `set by ${by}` : `default, or ${variableOf[name]}`;
  return `${name} = ${shown} · ${from}`;
}
