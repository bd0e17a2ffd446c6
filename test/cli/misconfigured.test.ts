import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog } from '../../src/app/open-log.ts';
import { openStore } from '../../src/app/open-store.ts';
import { start } from '../../src/app/start.ts';
import { readConfig } from '../../src/config/config.ts';
import { readSecretFiles } from '../../src/config/secret-files.ts';
import { aFolder } from '../support/builders.ts';
import { startProgram } from '../support/program.ts';

const KEY = 'ab'.repeat(32);
const MONGO = 'mongodb://127.0.0.1:1/posko?replicaSet=rs0';
const REDIS = 'redis://127.0.0.1:1';
const CLOUD = {
  POSKO_CLOUD_NUMBER_ID: '1',
  POSKO_CLOUD_TOKEN: 'token-of-it',
  POSKO_CLOUD_APP_SECRET: 'secret-of-it',
  POSKO_CLOUD_VERIFY_TOKEN: 'word-of-ours',
};

interface Misconfigured {
  /** The command of the whole program; without one, the role that is started in this process. */
  command?: readonly string[];
  role?: 'serve';
  /** The variables, in a folder of its own. */
  variables(folder: string): Record<string, string>;
  says: RegExp;
}

/** What is wrong, and what the program says of it before it ends: what, where and what to do. */
const CASES: Readonly<Record<string, Misconfigured>> = {
  'a data folder that is a file': {
    command: ['start'],
    variables: (folder) => ({ POSKO_DATA: aFile(folder, 'file') }),
    says: /the data folder \S+\/file is a file, or lies below one; set POSKO_DATA to a folder/,
  },
  'a data folder below a file': {
    variables: (folder) => ({ POSKO_DATA: join(aFile(folder, 'file'), 'data') }),
    says: /file\/data is a file, or lies below one; set POSKO_DATA/,
  },
  'a data folder that cannot be made': {
    variables: () => ({ POSKO_DATA: '/proc/posko/data' }),
    says: /the data folder \/proc\/posko\/data cannot be made; set POSKO_DATA/,
  },
  'a database that is damaged': {
    variables: (folder) => aStore(folder, 'anything but a database'.repeat(500)),
    says: /posko\.db is damaged or no database of Posko; move it away and restore your last backup: posko restore FILE/,
  },
  'a database that is cut off': {
    variables: (folder) => aStore(folder, 'SQLite format 3\0'),
    says: /posko\.db is damaged/,
  },
  'a database that is a folder': {
    variables: (folder) => {
      mkdirSync(join(folder, 'posko.db'));
      return { POSKO_DATA: folder, POSKO_KEY: KEY };
    },
    says: /posko\.db cannot be opened; let the user of Posko read and write it/,
  },
  'a master key that is lost': {
    variables: (folder) => {
      aFile(folder, 'posko.db');
      return { POSKO_DATA: folder };
    },
    says: /master\.key is missing, and the data cannot be read without it; restore it from your backup/,
  },
  'a master key that is damaged': {
    variables: (folder) => {
      aFile(folder, 'master.key');
      return { POSKO_DATA: folder };
    },
    says: /master\.key does not hold 64 hexadecimal digits; restore it from your backup/,
  },
  'a folder of flows that is not there': {
    variables: () => ({ POSKO_FLOWS: '/nowhere' }),
    says: /\/nowhere is no folder; correct POSKO_FLOWS, or remove it/,
  },
  'a folder of flows that is empty': {
    variables: (folder) => ({ POSKO_FLOWS: folder }),
    says: /menu\.yaml: the flow menu is missing/,
  },
  'a folder of texts that is not there': {
    variables: () => ({ POSKO_LOCALES: '/nowhere' }),
    says: /\/nowhere is no folder; correct POSKO_LOCALES, or remove it/,
  },
  'a folder of dictionaries that is not there': {
    variables: () => ({ POSKO_DICTIONARIES: '/nowhere' }),
    says: /there is no \/nowhere; correct POSKO_DICTIONARIES/,
  },
  'a model for speech that is not there': {
    variables: () => ({ POSKO_TRANSCRIBER: '/nowhere' }),
    says: /there is no \/nowhere; correct POSKO_TRANSCRIBER, or fetch a model: posko models fetch/,
  },
  'a model for meaning that is not there': {
    variables: () => ({ POSKO_EMBEDDER: '/nowhere' }),
    says: /\/nowhere holds no model; one of these has to be there: model\.onnx/,
  },
  "an address that is another machine's": {
    command: ['start'],
    variables: () => ({ POSKO_HOST: '203.0.113.9' }),
    says: /port 0 of 203\.0\.113\.9 is not of this machine: set POSKO_HOST to 127\.0\.0\.1/,
  },
  'a host that nobody knows': {
    command: ['start'],
    variables: () => ({ POSKO_HOST: 'posko.invalid' }),
    says: /posko\.invalid leads nowhere, as nobody knows the name: correct POSKO_HOST/,
  },
  'MongoDB that does not answer': {
    variables: () => ({ POSKO_MONGO_URL: MONGO }),
    says: /MongoDB: .*ECONNREFUSED.*; start it, or correct POSKO_MONGO_URL/,
  },
  'MongoDB that may forget': {
    variables: () => ({ POSKO_MONGO_URL: `${MONGO}&w=1` }),
    says: /w=1 can lose what was acknowledged; leave w out of POSKO_MONGO_URL/,
  },
  'several processes without Redis': {
    role: 'serve',
    variables: () => ({}),
    says: /POSKO_REDIS_URL is not set.*"posko start" does without/,
  },
  'Redis that does not answer': {
    command: ['doctor'],
    variables: () => ({ POSKO_REDIS_URL: REDIS }),
    says: /Redis: no answer at 127\.0\.0\.1:1; start it, or correct POSKO_REDIS_URL/,
  },
  'a secret in a file that is not there': {
    variables: () => ({ POSKO_KEY_FILE: '/nowhere' }),
    says: /POSKO_KEY_FILE: \/nowhere cannot be read \(ENOENT\)/,
  },
  'a secret that is given twice': {
    variables: (folder) => ({ POSKO_KEY: KEY, POSKO_KEY_FILE: aFile(folder, 'key') }),
    says: /set POSKO_KEY or POSKO_KEY_FILE, not both/,
  },
  'an empty data folder to back up': {
    command: ['backup', 'file'],
    variables: (folder) => ({ POSKO_DATA: folder }),
    says: /there is no store in \S+; name its folder with --data/,
  },
};

/** What the configuration alone can tell; one start tells of all of them as of one. */
const HALF: Readonly<Record<string, [Record<string, string>, RegExp]>> = {
  'one variable of the Cloud API': [{ POSKO_CLOUD_TOKEN: 'token-of-it' }, /NUMBER_ID.*together/],
  'a number twice': [{ ...CLOUD, POSKO_CLOUD_NUMBER_ID: '1,1' }, /NUMBER_ID names a number twice/],
  'tokens for some numbers': [
    { ...CLOUD, POSKO_CLOUD_NUMBER_ID: '1,2,3', POSKO_CLOUD_TOKEN: 'token-one,token-two' },
    /POSKO_CLOUD_TOKEN needs one token for all numbers/,
  ],
  'a Graph API without encryption': [
    { ...CLOUD, POSKO_CLOUD_URL: 'http://graph.example.org' },
    /POSKO_CLOUD_URL must begin with https/,
  ],
  'a webhook without its secret': [
    { POSKO_ALARM_WEBHOOK: 'https://example.org' },
    /POSKO_ALARM_WEBHOOK and POSKO_ALARM_SECRET belong together: set both or none/,
  ],
  'a mail server without a sender': [
    { POSKO_SMTP_URL: 'smtp://mail.example.org' },
    /POSKO_SMTP_URL and POSKO_ALARM_FROM belong together: set both or none/,
  ],
  'a server of WhatsApp elsewhere': [
    { POSKO_BAILEYS: 'on', POSKO_BAILEYS_URL: 'wss://example.org' },
    /POSKO_BAILEYS_URL is for tests and must lead to this machine/,
  ],
  'a model far away without encryption': [
    { POSKO_EMBEDDER: 'http://model.example.org/v1' },
    /POSKO_EMBEDDER must begin with https/,
  ],
  'a name of a model in its address': [
    { POSKO_EMBEDDER: 'https://name@model.example.org/v1' },
    /POSKO_EMBEDDER holds a name; use POSKO_EMBEDDER_KEY/,
  ],
};

test.each(Object.entries(CASES))('%s', { timeout: 120_000 }, async (_, wrong) => {
  const folder = aFolder();
  const { command, role, variables, says } = wrong;
  const set = { POSKO_DATA: join(folder, 'data'), POSKO_PORT: '0', ...variables(folder) };
  if (command === undefined) {
    const begin = async () => start(readConfig(readSecretFiles(set)), openLog('silent'), role);
    await expect(begin()).rejects.toThrow(says);
    return;
  }
  const program = startProgram(command, set);
  const [code] = await once(program.child, 'exit');
  expect(program.output()).toMatch(says);
  expect(program.output()).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
});

test.each(Object.entries(HALF))('%s', (_, [variables, says]) => {
  expect(() => readConfig(variables)).toThrow(says);
});

test('a lost key gets no successor', async () => {
  const folder = aFolder();
  aFile(folder, 'posko.db');
  await expect(openStore(readConfig({ POSKO_DATA: folder }))).rejects.toThrow('is missing');
  expect(readdirSync(folder)).toEqual(['posko.db']);
});

/** Debian's own Node, which is older than ours, where there is one. */
const OLD = '/usr/bin/node';
const isOld = existsSync(OLD) && !/^v2[4-9]/.test(execFileSync(OLD, ['-v'], { encoding: 'utf8' }));

test.skipIf(!isOld)('an old Node says so before it reads anything else', () => {
  const run = () =>
    execFileSync(OLD, ['--import', './src/check-node.js', 'src/main.ts', 'start'], {
      stdio: 'pipe',
    });
  expect(run).toThrow(/posko: Node [\d.]+ \(\/usr\/bin\/node\) is too old; install Node 24/);
});

function aFile(folder: string, name: string): string {
  const path = join(folder, name);
  writeFileSync(path, 'broken');
  return path;
}

function aStore(folder: string, content: string): Record<string, string> {
  writeFileSync(join(folder, 'posko.db'), content);
  return { POSKO_DATA: folder, POSKO_KEY: KEY };
}
