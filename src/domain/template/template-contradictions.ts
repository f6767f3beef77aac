/**
 * Rules of a template that no day can keep, whoever comes. In a loop problem they are an unsolvable problem, which
 * the scheduler explains; in a template, which is written once for many days, nobody can have meant them.
 */
import { type Fault, faultAt, type Path } from '#domain/fault.ts';
import type { LocalHours, LocalTime } from '#domain/planning/loop-problem.ts';
import type { InterviewModule, LoopTemplate } from './loop-template.ts';

const DEFAULT_GRID = 15;

export function contradictionFaults(template: LoopTemplate): readonly Fault[] {
  const { modules } = template;
  return [
    ...gapFaults(template),
    ...modules.flatMap((module, index) => [
      ...edgeFaults(modules, module, index),
      ...orderFaults(modules, module, index),
      ...roomInTheDay(template, module, index),
      ...groupFaults(module, index),
    ]),
  ];
}

function gapFaults({ gap }: LoopTemplate): readonly Fault[] {
  const { min, max } = gap ?? {};
  if (min === undefined || max === undefined || min <= max) return [];
  const remedy = 'Raise the longest gap, or lower the shortest one.';
  return [faultAt(['gap', 'max'], max, `at least the ${min} minutes of the shortest gap`, remedy)];
}

/** One module at most comes first, one last, and neither is the other while there are more. */
function edgeFaults(
  modules: readonly InterviewModule[],
  module: InterviewModule,
  index: number,
): readonly Fault[] {
  const faults = (['first', 'last'] as const).flatMap((edge) => {
    const other = modules.findIndex((one) => one[edge] === true);
    if (module[edge] !== true || other === index) return [];
    const named = JSON.stringify(modules[other]?.id);
    const expected = `one module that comes ${edge}, and ${named} (modules[${other}]) does already`;
    return [faultAt(['modules', index, edge], true, expected, `Let one of the two not come ${edge}.`)];
  });
  const others = modules.some((one) => one !== module && one.kind !== 'debrief');
  if (module.first !== true || !others) return faults;
  const place = ['modules', index, 'first'];
  if (module.kind === 'debrief') {
    const expected = 'no debrief to come first, because it is held when all else has ended';
    return [...faults, faultAt(place, true, expected, 'Let it not come first.')];
  }
  if (module.last !== true) return faults;
  const expected = 'a module that comes first or last, but not both while there are others';
  return [...faults, faultAt(place, true, expected, 'Let it not come first, or not last.')];
}

function orderFaults(
  modules: readonly InterviewModule[],
  { kind, first, after = [] }: InterviewModule,
  index: number,
): readonly Fault[] {
  const path: Path = ['modules', index, 'after'];
  const waiting =
    first === true && after.length > 0
      ? [
          faultAt(
            path,
            after,
            'nothing to wait for in a module that comes first',
            'Let it come first, or after others.',
          ),
        ]
      : [];
  if (kind === 'debrief') return waiting;
  const late = after.flatMap((id, at) => {
    const other = modules.find((one) => one.id === id);
    if (other?.last !== true && other?.kind !== 'debrief') return [];
    const why = other.kind === 'debrief' ? 'is a debrief, held when all else has ended' : 'comes last';
    const expected = `a module that others may follow, while this one ${why}`;
    return [faultAt([...path, at], id, expected, 'Let this one not come after it.')];
  });
  return [...waiting, ...late];
}

/** Whether the module can lie within the hours, within its window, and within both. */
function roomInTheDay(
  { hours, grid = DEFAULT_GRID }: LoopTemplate,
  { minutes, window }: InterviewModule,
  index: number,
): readonly Fault[] {
  const length = ['modules', index, 'minutes'];
  const inHours = `the hours, ${hours.from} to ${hours.to}`;
  if (!fits(hours, minutes, grid)) {
    const expected = `a length that fits into ${inHours}`;
    return [faultAt(length, minutes, expected, 'Make the module shorter, or the hours longer.')];
  }
  if (window === undefined) return [];
  if (!fits(window, minutes, grid)) {
    const expected = `a length that fits into the window, ${window.from} to ${window.to}, with a start every ${grid} minutes`;
    return [faultAt(length, minutes, expected, 'Make the module shorter, or its window longer.')];
  }
  const common = { from: laterOf(window.from, hours.from), to: earlierOf(window.to, hours.to) };
  if (fits(common, minutes, grid)) return [];
  const remedy = 'Move the window, or make the hours longer.';
  const expected = `a window with ${minutes} minutes within ${inHours}`;
  const place = ['modules', index, 'window'];
  return [{ ...faultAt(place, window, expected, remedy), found: `${window.from} to ${window.to}` }];
}

function fits({ from, to }: LocalHours, minutes: number, grid: number): boolean {
  return Math.ceil(clockMinutes(from) / grid) * grid + minutes <= clockMinutes(to);
}

function clockMinutes(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function laterOf(a: LocalTime, b: LocalTime): LocalTime {
  return a > b ? a : b;
}

function earlierOf(a: LocalTime, b: LocalTime): LocalTime {
  return a < b ? a : b;
}

/** Only modules of kind group are held for several candidates together. */
function groupFaults({ kind, together }: InterviewModule, index: number): readonly Fault[] {
  if (together === undefined || kind === 'group') return [];
  const remedy = 'Make the module one of kind group, or leave “together” out.';
  return [faultAt(['modules', index, 'together'], together, 'a module of kind group', remedy)];
}
