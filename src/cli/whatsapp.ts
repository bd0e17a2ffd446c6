import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import { loadContent } from '../app/load-content.ts';
import { withStore } from '../app/open-store.ts';
import { Failure } from '../app/user-error.ts';
import { publishedForms, publishForm } from '../channels/cloud-api/publish-form.ts';
import skeleton from '../channels/cloud-api/report-form.json' with { type: 'json' };
import type { BotContent } from '../domain/content/bot-content.ts';
import { reportThreats } from '../domain/reports/report.ts';
import type { Settings } from '../domain/settings/settings.ts';
import { provinceNames } from '../domain/text/province.ts';
import { label, say } from '../i18n/say.ts';
import { consentText } from '../services/responses/consent-text.ts';
import { addCommand, createCommand } from './create-command.ts';
import { configFor, print } from './output.ts';

/** `posko whatsapp …`: what WhatsApp has of ours. */
export function whatsappCommand(): Command {
  const whatsapp = createCommand('whatsapp');
  addCommand(addCommand(whatsapp, 'flows'), 'publish').action(publish);
  return whatsapp;
}

async function publish({ account, dryRun, ...options }: Record<string, string>): Promise<void> {
  const config = configFor(options);
  const script = loadContent(config);
  const forms = [...script.locales.keys()].map((language) =>
    drawReportForm({ script, settings: config.settings }, language),
  );
  if (dryRun) return print(JSON.stringify(forms, null, 2));
  const [number] = config.cloudApi?.numbers ?? [];
  if (!number || account === undefined) {
    throw new Failure('a form needs --account and the Cloud API; docs/whatsapp.md tells how');
  }
  await withStore(config, async (store) => {
    for (const { language, button, ...form } of forms) {
      const { id: flow, isNew } = await publishForm(number, account, form);
      await publishedForms.edit<never>({ store }, language, () => ({ value: { flow, button } }));
      print(`${language}: ${form.name} is ${flow}, published ${isNew ? 'now' : 'already'}`);
    }
  });
}

/** Draws the form of reports in a language as Flow JSON; its name follows from what it says. */
export function drawReportForm(deps: { script: BotContent; settings: Settings }, language: string) {
  const { flows, locales } = deps.script;
  const state = flows.get('report')?.states.get('kind');
  const choices = state?.type === 'ask' ? Object.keys(state.choices) : [];
  const named = reportThreats.filter((threat) => choices.includes(threat));
  const drawers: Readonly<Record<string, (of: string) => unknown>> = {
    say: (key) => say(locales, language, key, { ...deps.settings }).replaceAll('*', ''),
    version: (of) => consentText(deps, of === 'identity' ? of : 'reminders', { language }).version,
    threats: () => named.map((id) => ({ id, title: label(locales, language, id) })),
    provinces: () => provinceNames.map((name) => ({ id: name, title: name })),
  };
  const drawn = JSON.stringify(skeleton, (_, value: unknown) => {
    const [, drawer = '', of = ''] = /^(\w+):(.*)$/.exec(String(value)) ?? [];
    return typeof value === 'string' ? (drawers[drawer]?.(of) ?? value) : value;
  });
  const digest = createHash('sha256').update(drawn).digest('hex').slice(0, 12);
  const button = say(locales, language, 'report.form.button');
  return { language, name: `posko-report-${digest}`, button, json: JSON.parse(drawn) };
}
