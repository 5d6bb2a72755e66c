/** What people call a time zone. Pure but for the language that is read. */
import { language } from '../i18n/index.ts';

function named(zone: string, timeZoneName: 'longGeneric' | 'long'): string | undefined {
  const parts = new Intl.DateTimeFormat(language.value === 'en' ? 'en-GB' : language.value, { timeZone: zone, timeZoneName }).formatToParts();
  return parts.find(({ type }) => type === 'timeZoneName')?.value;
}

/** "China Time", 中国时间; the name of a place where this browser knows nothing better. */
export function zoneName(zone: string): string {
  for (const style of ['longGeneric', 'long'] as const) {
    try {
      const name = named(zone, style);
      if (name && !/^(GMT|UTC)?[+-]?\d/.test(name)) return name;
    } catch {
      // Chrome before 95 knows no generic names, and no browser knows a zone that is none.
    }
  }
  return zone;
}

/** To choose from: by name, and the place beside it where two zones have the same name. */
export function zoneNames(zones: readonly string[]): { value: string; label: string }[] {
  const names = zones.map(zoneName);
  return zones.map((value, at) => {
    const name = names[at] ?? value;
    return { value, label: names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} · ${value}` };
  });
}
