/** Where a fault lies, in the words of the page: `people[3].works[0].from` is nothing anybody has seen there. */
import { t } from '#web/words/words.ts';

const NUMBERED = [
  'people',
  'rooms',
  'candidates',
  'modules',
  'seats',
  'works',
  'walking',
  'sites',
  'available',
  'domains',
] as const;
const NAMED = [
  'name',
  'title',
  'email',
  'password',
  'organisation',
  'roles',
  'timeZone',
  'issuer',
  'clientId',
  'clientSecret',
  'from',
  'to',
  'days',
  'weekdays',
  'hours',
  'window',
  'pools',
  'pool',
  'maxPerDay',
  'maxPerWeek',
  'gap',
  'minutes',
  'purpose',
  'features',
  'site',
  'count',
  'after',
] as const;

/** `Person 4, working hours 1, from`; undefined for a place that is no path of fields, as `ada.ics:14`. */
export function placeWords(place: string): string | undefined {
  if (!/^[A-Za-z]\w*(\.[A-Za-z]\w*|\[\d+\])*$/.test(place)) return undefined;
  const steps = [...place.matchAll(/(\w+?)\[(\d+)\]|([A-Za-z]\w*)/g)]
    .filter(([whole]) => whole !== 'template')
    .map(([whole, list, index]) => stepWords(whole, list, index));
  const words = steps.join(', ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function stepWords(whole: string, list: string | undefined, index: string | undefined): string {
  const numbered = NUMBERED.find((name) => name === (list ?? whole));
  if (numbered !== undefined && index !== undefined) {
    return t(`place.numbered.${numbered}`, { number: Number(index) + 1 });
  }
  const named = NAMED.find((name) => name === whole);
  if (named !== undefined) return t(`place.${named}`);
  return numbered === undefined ? whole : t(`place.whole.${numbered}`);
}
