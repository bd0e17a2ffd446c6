/** Hours ahead of UTC, with the name of the zone. */
export interface TimeZone {
  name: 'WIB' | 'WITA' | 'WIT';
  hours: number;
}

const WIB: TimeZone = { name: 'WIB', hours: 7 };
const WITA: TimeZone = { name: 'WITA', hours: 8 };
const WIT: TimeZone = { name: 'WIT', hours: 9 };

const EAST = /^(?:Maluku|Papua)/;
const MIDDLE =
  /^(?:Bali|Nusa Tenggara|Kalimantan (?:Selatan|Timur|Utara)|Sulawesi|Gorontalo)(?: |$)/;

/** Returns the time zone of a province; Jakarta's if none is known. */
export function zoneOf(province: string | undefined): TimeZone {
  if (province === undefined) return WIB;
  if (EAST.test(province)) return WIT;
  return MIDDLE.test(province) ? WITA : WIB;
}
