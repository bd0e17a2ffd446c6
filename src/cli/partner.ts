import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { readMasterKey } from '../config/config.ts';
import { createSecrets } from '../crypto/create-secrets.ts';
import { createWebhookClient } from '../notify/webhook-client.ts';
import { pingPartner } from '../services/partners/ping-partner.ts';
import { listDeliveries, retryDeliveries } from '../services/partners/webhook-deliveries.ts';
import { createDeskCommand, type DeskOptions } from './create-command.ts';
import { configFor, joined, printAs, printList } from './output.ts';
import refusals from './refusals.json' with { type: 'json' };

export const partnerCommand = createDeskCommand('partner', {
  'test <id>': ['manage-partners', test],
  'deliveries [id]': ['manage-partners', list],
  'retry <id>': ['manage-partners', retry],
});

async function test(deps: AppDeps, options: DeskOptions, id = ''): Promise<void> {
  const courier = createWebhookClient(createSecrets(readMasterKey(configFor(options))));
  const pinged = await pingPartner(deps, courier, { id, by: options.as });
  if (pinged.type === 'unknown' || pinged.type === 'no-address') {
    throw new Failure(refusals.ping[pinged.type].replaceAll('{id}', id));
  }
  if (pinged.type === 'failed') throw new Failure(`${pinged.url}: ${pinged.why}`);
  printAs(options, pinged, `${pinged.url} answers ${pinged.status} after ${pinged.ms} ms`);
}

async function list(deps: AppDeps, options: DeskOptions & { all?: boolean }, id?: string) {
  const all = await listDeliveries(deps, id);
  const deliveries = options.all ? all : all.filter(({ state }) => state !== 'delivered');
  printList(options, deliveries, {
    none: 'nothing waits, and nothing has failed',
    line: ({ reference, event, state, failures, error, at }) => {
      const when = `${state === 'delivered' ? 'at' : 'next'} ${new Date(at).toISOString()}`;
      return joined(reference, event, state, when, failures > 0 && `${failures} failures`, error);
    },
  });
}

async function retry(deps: AppDeps, options: DeskOptions, organisation = ''): Promise<void> {
  const retried = await retryDeliveries(deps, { organisation, by: options.as });
  printAs(options, { retried }, retried === 0 ? 'nothing has failed' : `${retried} go again now`);
}
