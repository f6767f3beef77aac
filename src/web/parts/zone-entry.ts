/** What people type for a time zone, as the zone's name; undefined while it is none, or could be several. */
export function zoneFrom(typed: string, zones: readonly string[]): string | undefined {
  const text = plain(typed);
  if (text === '') return undefined;
  const named = zones.find((zone) => plain(zone) === text);
  if (named !== undefined) return named;
  const cities = zones.filter((zone) => plain(zone.split('/').at(-1) ?? zone) === text);
  if (cities.length === 1) return cities[0];
  const holding = zones.filter((zone) => plain(zone).includes(text));
  return holding.length === 1 ? holding[0] : undefined;
}

function plain(text: string): string {
  return text.trim().toLowerCase().replaceAll('_', ' ');
}
