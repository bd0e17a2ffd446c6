import type { Erased } from './ports.ts';
import type { Tipline } from './tipline.ts';

const DAY = 86_400_000;

/** Erases what is past its time; tells how much. */
export function retain({ store, clock, settings }: Tipline): Promise<Erased> {
  const before = (days: number) => clock.now() - days * DAY;
  return store.retention.erase({
    letter: before(settings.letterDays),
    tip: before(settings.tipDays),
    media: before(settings.mediaDays),
    address: before(settings.addressDays),
  });
}
