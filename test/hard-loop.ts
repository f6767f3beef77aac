/**
 * An organisation over HTTP in which the search takes seconds although much fits: ten sessions, and just as many
 * people as they have seats, each with other hours. Whoever asks is any caller of the API.
 */
import { z } from 'zod';
import type { LoopTemplate } from '#domain/template/loop-template.ts';

type Caller = (method: string, path: string, body: unknown) => Promise<unknown>;

export type HardLoop = {
  readonly organisation: string;
  readonly opening: string;
  readonly candidate: string;
  /** Eight weeks, all of them still to come. */
  readonly range: { readonly from: string; readonly to: string };
};

const PEOPLE = 15;
const MINUTES = [30, 45, 20, 60, 25];
const identified = z.object({ id: z.string() });

export async function hardLoop(call: Caller): Promise<HardLoop> {
  const made = async (path: string, body: unknown): Promise<string> =>
    identified.parse(await call('POST', path, body)).id;
  const organisation = await made('/api/organisations', { name: 'Hard', timeZone: 'UTC' });
  const at = `/api/o/${organisation}`;
  for (const index of Array.from({ length: PEOPLE }).keys()) await made(`${at}/people`, person(index));
  const opening = await made(`${at}/openings`, { title: 'Engineer', timeZone: 'UTC' });
  await call('PUT', `${at}/openings/${opening}/template`, { template: TEMPLATE, version: 1 });
  const candidate = await made(`${at}/openings/${opening}/candidates`, {
    name: 'Kim Lindqvist',
    timeZone: 'UTC',
    available: [],
  });
  const from = Temporal.Now.plainDateISO('UTC').add({ days: 1 });
  const range = { from: from.toString(), to: from.add({ days: 55 }).toString() };
  return { organisation, opening, candidate, range };
}

function person(index: number): unknown {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri'];
  const works = index % 3 === 0 ? { from: '10:30', to: '16:00' } : { from: '09:00', to: '17:30' };
  return {
    name: `Person ${index}`,
    timeZone: 'UTC',
    works: [{ days, ...works }],
    prefers: index % 2 === 0 ? { from: '13:00', to: '17:00' } : { from: '09:00', to: '12:00' },
    pools: ['All'],
  };
}

const TEMPLATE: LoopTemplate = {
  hours: { from: '09:00', to: '18:00' },
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  // Starts every five minutes are what takes long.
  grid: 5,
  gap: { max: 90 },
  modules: Array.from({ length: 10 }, (_, index) => ({
    id: `part-${index}`,
    title: index === 3 ? 'Lunch' : `Part ${index + 1}`,
    kind: index === 3 ? 'meal' : 'individual',
    minutes: MINUTES[index % MINUTES.length] ?? 30,
    seats: index % 2 === 0 ? [{ pool: 'All' }] : [{ pool: 'All' }, { pool: 'All' }],
    ...(index === 3 ? { window: { from: '11:30', to: '13:30' } } : {}),
  })),
};
