import { join } from 'node:path';
import { findDamage, installModel, isInstalled } from '../app/models/install-model.ts';
import { type KnownModel, knownModels } from '../app/models/known-models.ts';
import { Failure } from '../app/user-error.ts';
import { loadEmbedder } from '../embedder/load-embedder.ts';
import { openTranscriber } from '../media/speech/transcriber.ts';
import { createCommand } from './create-command.ts';
import { complain, configFor, print, printAs, type StoreOptions } from './output.ts';
import { startProgress } from './progress.ts';

interface Options extends StoreOptions {
  from?: string;
}

const [FIRST = ''] = knownModels.keys();

export const modelsCommand = createCommand('models', { list, fetch: fetchModel, check });

function list(options: Options): void {
  for (const [name, model] of knownModels) {
    const { kind, about, licence } = model;
    const mb = megabytes(model.files.reduce((sum, { bytes }) => sum + bytes, 0));
    const folder = folderOf(name, options);
    const installed = isInstalled(folder) ? folder : undefined;
    const lines = [`${name} (${kind}, ${mb}, ${licence}): ${about}`];
    lines.push(installed ? `  ${settingOf(model, installed)}` : `  posko models fetch ${name}`);
    printAs(options, { name, kind, mb, licence, about, installed }, lines.join('\n'));
  }
}

async function fetchModel(name: string | undefined = FIRST, options: Options): Promise<void> {
  const [model, folder] = [modelNamed(name), folderOf(name, options)];
  if (isInstalled(folder) && (await findDamage(model, folder)).length === 0) {
    print(`${name} is already there`);
  } else {
    const { from } = options;
    const mirror = from === undefined ? undefined : URL.parse(from);
    if (mirror === null || (mirror && !/^https?:$/.test(mirror.protocol))) {
      throw new Failure('--from takes an address that begins with https:// or http://');
    }
    const begin = ({ name: file, bytes }: KnownModel['files'][number]) => {
      complain(`${file}, ${megabytes(bytes)}`);
      return startProgress(file, bytes).show;
    };
    await installModel(model, { folder, mirror, begin });
  }
  print(settingOf(model, folder));
}

async function check(name: string | undefined, options: Options): Promise<void> {
  const named = name === undefined ? [...knownModels] : [[name, modelNamed(name)] as const];
  const there = named.filter(([each]) => isInstalled(folderOf(each, options)));
  if (there.length === 0)
    throw new Failure('no model is there; fetch one with "posko models fetch"');
  for (const [each, model] of there) {
    const folder = folderOf(each, options);
    const damaged = await findDamage(model, folder);
    if (damaged.length > 0) {
      throw new Failure(`${each}: ${damaged.join(', ')} changed; run "posko models fetch ${each}"`);
    }
    if (model.kind === 'embedder') await loadEmbedder(folder);
    else (await openTranscriber(folder)).close();
    print(`✓ ${each}: ${settingOf(model, folder)}`);
  }
}

function modelNamed(name: string): KnownModel {
  const model = knownModels.get(name);
  if (model) return model;
  throw new Failure(
    `${name} is no model that is known; there are ${[...knownModels.keys()].join(', ')}`,
  );
}

function folderOf(name: string, options: Options): string {
  return join(configFor(options).dataFolder, 'models', name);
}

function settingOf({ kind }: KnownModel, folder: string): string {
  return `POSKO_${kind.toUpperCase()}=${folder}`;
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${Math.round(bytes / 1e6)} MB`;
}
