import type { Tipline } from './tipline.ts';

/** Times before which the retention job erases letters, decided tips, files, citizens and tallies. */
export interface Cutoffs {
  letter: number;
  tip: number;
  media: number;
  address: number;
  tally: number;
}
export type Erased = Record<'letters' | 'tips' | 'media' | 'citizens' | 'tallies', number>;

const DAY = 86_400_000;

/** Erases what is past its time; tells how much. */
export function retain({ store, clock, settings }: Tipline): Promise<Erased> {
  const before = (days: number) => clock.now() - days * DAY;
  return store.retention.erase({
    letter: before(settings.letterDays),
    tip: before(settings.tipDays),
    media: before(settings.mediaDays),
    address: before(settings.addressDays),
    tally: before(settings.tallyDays),
  });
}
