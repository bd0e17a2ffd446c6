import { keysOf } from '../../i18n/keys-of.ts';
import table from './platforms.json' with { type: 'json' };

/** Companies whose services carry what citizens report. */
export const platforms = keysOf(table);

/** What each is called, with its services. */
export const platformNames = Object.fromEntries(platforms.map((each) => [each, table[each].name]));

/** Finds the platforms to whose hosts some links lead. */
export function platformsOf(links: readonly string[]): (typeof platforms)[number][] {
  const hosts = links.map((link) => {
    const url = URL.parse(/^https?:/i.test(link) ? link : `https://${link}`);
    return `.${url?.hostname ?? ''}`;
  });
  return platforms.filter((platform) =>
    table[platform].hosts.split(' ').some((own) => hosts.some((host) => host.endsWith(`.${own}`))),
  );
}
