/** Hours ahead of UTC, with the name the clocks there go by. */
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

/** The time zone of a province; Jakarta's, by which the country goes, where none is known. */
export function zoneOf(province: string | undefined): TimeZone {
  if (province === undefined) return WIB;
  if (EAST.test(province)) return WIT;
  return MIDDLE.test(province) ? WITA : WIB;
}
