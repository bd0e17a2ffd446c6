import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import { inspectContent } from '../app/load-content.ts';
import { openStore } from '../app/open-store.ts';
import { Failure } from '../app/user-error.ts';
import { publishForm } from '../channels/cloud-api/publish-form.ts';
import skeleton from '../channels/cloud-api/report-form.json' with { type: 'json' };
import type { BotContent } from '../domain/content/bot-content.ts';
import { reportThreats } from '../domain/reports/report.ts';
import type { Settings } from '../domain/settings/settings.ts';
import { provinceNames } from '../domain/text/province.ts';
import { label, say } from '../i18n/say.ts';
import { noteForm } from '../services/messaging/published-forms.ts';
import { consentText } from '../services/responses/consent-text.ts';
import { addCommand, createCommand } from './create-command.ts';
import { configFor, print } from './output.ts';

/** `posko whatsapp …`: what WhatsApp has of ours. */
export function whatsappCommand(): Command {
  const whatsapp = createCommand('whatsapp');
  addCommand(addCommand(whatsapp, 'flows'), 'publish').action(publish);
  return whatsapp;
}

interface Options {
  account?: string;
  dryRun?: boolean;
  data?: string;
}

async function publish({ account, dryRun, ...options }: Options): Promise<void> {
  const config = configFor(options);
  const { script } = inspectContent(config);
  const drawn = [...script.locales.keys()].map((language) => ({
    language,
    ...drawReportForm({ script, settings: config.settings }, language),
  }));
  if (dryRun)
    return print(
      JSON.stringify(
        drawn.map(({ json, ...form }) => ({ ...form, json: JSON.parse(json) })),
        null,
        2,
      ),
    );
  const [number] = config.cloudApi?.numbers ?? [];
  if (!number || account === undefined) {
    throw new Failure('a form needs --account and the Cloud API; docs/whatsapp.md tells how');
  }
  const store = await openStore(config);
  try {
    for (const { language, ...form } of drawn) {
      const { id, isNew } = await publishForm(number, account, form);
      const button = say(script.locales, language, 'report.form.button');
      await noteForm({ store }, language, { flow: id, button });
      print(`${language}: ${form.name} is ${id}, ${isNew ? 'published now' : 'published already'}`);
    }
  } finally {
    await store.close();
  }
}

/** Draws the form of reports in a language as Flow JSON; its name follows from what it says. */
export function drawReportForm(
  deps: { script: BotContent; settings: Settings },
  language: string,
): { name: string; json: string } {
  const { flows, locales } = deps.script;
  const states = [...(flows.get('report')?.states.values() ?? [])];
  const asked = states.find((state) => state.type === 'ask' && state.form === 'report');
  const choices = asked?.type === 'ask' ? Object.keys(asked.choices) : [];
  const drawers: Readonly<Record<string, (of: string) => unknown>> = {
    say: (key) => say(locales, language, key, { ...deps.settings }).replaceAll('*', ''),
    version: (of) => consentText(deps, of === 'identity' ? of : 'reminders', { language }).version,
    options: (of) =>
      of === 'provinces'
        ? provinceNames.map((name) => ({ id: name, title: name }))
        : choices
            .filter((choice) => reportThreats.some((threat) => threat === choice))
            .map((choice) => ({ id: choice, title: label(locales, language, choice) })),
  };
  const json = JSON.stringify(skeleton, (_, value: unknown) => {
    const [, drawer = '', of = ''] =
      (typeof value === 'string' && /^(\w+):(.+)$/.exec(value)) || [];
    return drawers[drawer]?.(of) ?? value;
  });
  const digest = createHash('sha256').update(json).digest('hex').slice(0, 12);
  return { name: `posko-report-${digest}`, json };
}
