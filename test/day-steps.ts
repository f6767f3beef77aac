/** What people do with one candidate's day: mark, take back, look. */
import assert from 'node:assert/strict';
import type { DayLoop } from '#contract/day.ts';
import type { LoopView } from '#contract/loop.ts';
import {
  DAY,
  read,
  refusedWith,
  sessionOf,
  sheet,
  type DayAsk,
  type DayWorld,
  type Who,
} from './day-world.ts';

/** The world and the loop are there inside tests only. `by`: whoever asks; without it somebody at the computer. */
export type DaySteps = {
  readonly path: (rest: string, id?: string) => string;
  readonly mark: (body: object, by?: DayAsk) => Promise<DayLoop>;
  /** Why it is not marked. */
  readonly refused: (body: object, by?: DayAsk) => Promise<string>;
  readonly undo: (id: string | undefined, by?: DayAsk) => Promise<DayLoop>;
  /** The day as it is shown. */
  readonly own: (by?: DayAsk) => Promise<DayLoop>;
  /** Of the session of a module. */
  readonly idOf: (module: string) => Promise<string>;
  readonly start: (module: string) => string;
  /** Who leads it. */
  readonly lead: (module: string) => Who;
};

export function daySteps(at: () => { readonly world: DayWorld; readonly loop: LoopView }): DaySteps {
  const computer = (): DayAsk => at().world.as('computer');
  const path: DaySteps['path'] = (rest, id = at().loop.id) => `${at().world.at}/loops/${id}/${rest}`;
  const planned = (module: string): LoopView['sessions'][number] =>
    at().loop.sessions.find((session) => session.module === module) ?? assert.fail(module);
  const own: DaySteps['own'] = async (by = computer()) => {
    const { loops } = await sheet(by, at().world, DAY);
    return loops.find(({ id }) => id === at().loop.id) ?? assert.fail('the day is not shown');
  };
  return {
    path,
    own,
    mark: async (body, by = computer()) => read<DayLoop>(await by('POST', path('marks'), body)),
    refused: async (body, by = computer()) => refusedWith(await by('POST', path('marks'), body)).detail,
    undo: async (id, by = computer()) => read<DayLoop>(await by('POST', path(`marks/${id}/undo`))),
    idOf: async (module) => sessionOf(await own(), module).id,
    start: (module) => planned(module).start,
    lead: (module) => (planned(module).people[0]?.name ?? assert.fail(module)) as Who,
  };
}

export function later(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString();
}
