import { Deliveries } from './deliveries.ts';
import { Directory } from './directory.ts';
import { Faults } from './faults.ts';
import { Media } from './media.ts';
import type { MediaHost } from './media-host.ts';
import { OwnPhone } from './own-phone.ts';
import { PairingDesk } from './pairing-desk.ts';
import { People } from './people.ts';
import { Queries } from './queries.ts';

/** What the server is made of. */
export interface Parts {
  directory: Directory;
  people: People;
  deliveries: Deliveries;
  faults: Faults;
  queries: Queries;
  desk: PairingDesk;
  ownPhone: OwnPhone;
  media: Media;
}

/** Makes the parts of a server with this account. */
export function partsFor(account: { phone: string; lid: string }, mediaHost: MediaHost): Parts {
  const directory = new Directory(account);
  const deliveries = new Deliveries();
  return {
    directory,
    people: new People(directory, deliveries),
    deliveries,
    faults: new Faults(),
    queries: new Queries(directory, mediaHost.host),
    desk: new PairingDesk(directory),
    ownPhone: new OwnPhone(directory, deliveries),
    media: new Media(mediaHost),
  };
}
