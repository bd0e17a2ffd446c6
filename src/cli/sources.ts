import type { Command } from 'commander';
import { Failure } from '../app/user-error.ts';
import { createFactCheckSource } from '../imports/create-source.ts';
import { type Refreshed, refreshSource } from '../services/fact-checks/refresh-sources.ts';
import {
  addSource,
  listSources,
  removeSource,
  type Source,
} from '../services/fact-checks/sources.ts';
import { createCommand } from './create-command.ts';
import { addDeskCommands, type DeskAct, type DeskOptions } from './desk-command.ts';
import { complain, configFor, print, printAs, printJson, printList } from './output.ts';
import refusals from './refusals.json' with { type: 'json' };

type AddOptions = DeskOptions & Partial<Record<'every' | 'pages' | 'org' | 'host', string>>;

/** `posko sources …`: what is taken in every few hours. */
export function sourcesCommand(): Command {
  return addDeskCommands(createCommand('sources'), {
    'add <source>': ['import', add],
    list: ['import', list],
    'remove <id>': ['import', remove],
    'refresh [id]': ['import', refresh],
  });
}

const add: DeskAct<AddOptions> = async (deps, options, source = '') => {
  const { every, pages, org, host, as } = options;
  const hosts = host?.split(',').filter((each) => each.trim() !== '') ?? [];
  const more = { ...(org && { org }), hosts };
  const wanted = { source, everyHours: Number(every), pages: Number(pages), ...more };
  const added = await addSource(deps, wanted, as);
  if (added.type === 'bad') throw new Failure(refusals.source[added.field]);
  if (added.type === 'known') throw new Failure(`${source} is on the list already`);
  if (added.type === 'full') throw new Failure('the list is full; remove a source first');
  printAs(options, added.source, lineOf(added.source));
};

const list: DeskAct = async (deps, options) => {
  const none = 'None yet: posko sources add https://…';
  printList(options, await listSources(deps), { line: lineOf, none });
};

const remove: DeskAct = async (deps, options, id = '') => {
  if (!(await removeSource(deps, id, options.as))) throw new Failure(unknown(id));
  printAs(options, { removed: id }, `${id} is off the list; what came from it stays`);
};

const refresh: DeskAct = async (deps, options, id) => {
  const { sources } = configFor(options);
  const factCheckSource = createFactCheckSource({ store: deps.store, ...sources });
  const all = await listSources(deps);
  const chosen = id === undefined ? all : all.filter((source) => source.id === id);
  if (id !== undefined && chosen.length === 0) throw new Failure(unknown(id));
  let failed = 0;
  for (const source of chosen) {
    const refreshed = await refreshSource({ ...deps, factCheckSource }, source);
    if (refreshed.type === 'failed') failed += 1;
    printRefreshed(source, refreshed, options.json);
  }
  if (failed > 0) throw new Failure(`${failed} of ${chosen.length} sources could not be taken`);
};

function printRefreshed({ id, source }: Source, refreshed: Refreshed, json: boolean | undefined) {
  if (json) printJson({ id, ...refreshed });
  else if (refreshed.type === 'taken') print(lineOf(refreshed.source));
  else if (refreshed.type === 'busy') print(`${id} ${source} · another process is taking it`);
  else complain(`${source}: ${refreshed.why}`);
}

function unknown(id: string): string {
  return `there is no source ${id}; see "posko sources list"`;
}

function lineOf({ id, source, everyHours, last }: Source): string {
  const head = `${id} ${source} · every ${everyHours} h`;
  if (!last) return `${head} · not taken yet`;
  const at = new Date(last.at).toISOString();
  if (last.error !== undefined) return `${head} · FAILED ${at}: ${last.error}`;
  const { new: fresh, corrected, changed, same, refused, waiting } = last;
  const waits = waiting > 0 ? `, ${waiting} wait for a person ("posko review changes")` : '';
  return `${head} · ${at}: ${fresh} new, ${corrected} corrected, ${changed} changed, ${same} as before, ${refused} refused${waits}`;
}
