import type { Rule } from '#domain/planning/loop-problem.ts';
import { again } from './again.ts';
import type { Judged } from './broken.ts';
import { busy } from './busy.ts';
import { candidate } from './candidate.ts';
import { days } from './days.ts';
import { frozen } from './frozen.ts';
import { grid } from './grid.ts';
import { hours } from './hours.ts';
import { load } from './load.ts';
import { order } from './order.ts';
import { overlap } from './overlap.ts';
import { pace } from './pace.ts';
import { room } from './room.ts';
import { seat } from './seat.ts';
import { walking } from './walking.ts';
import { window } from './window.ts';
import { works } from './works.ts';

/** The rules that always hold, in the order in which a check tells of them. */
export const JUDGED: Readonly<Record<Rule, Judged>> = {
  grid,
  hours,
  window,
  candidate,
  seat,
  works,
  busy,
  overlap,
  load,
  room,
  walking,
  order,
  days,
  pace,
  again,
  frozen,
};
