/** A small problem to be put at the edge, with one thing changed. */
import assert from 'node:assert/strict';
import { parseLoopProblem } from '#contract/loop-problem.ts';
import { faultLine } from '#domain/fault.ts';
import type { LoopPlan } from '#domain/planning/loop-problem.ts';
import { solve } from '#solver/solve.ts';
import { assertRight, CALM } from './cheapest.ts';

type Session = { id: string; kind: string; minutes: number; seats: { pool: string }[] };
type Problem = {
  format: string;
  timeZone: string;
  days: string[];
  hours: { from: string; to: string };
  people: { id: string }[];
  pools: { all: string[] };
  candidates: { id: string }[];
  loops: { id: string; candidate: string; sessions: Session[] }[];
};

const TALK: Session = { id: 's', kind: 'individual', minutes: 30, seats: [{ pool: 'all' }] };
const LOOP: Problem['loops'][number] = { id: 'l', candidate: 'kim', sessions: [TALK] };
export const PROBLEM: Problem = {
  format: 'loop-problem/1',
  timeZone: 'Europe/Berlin',
  days: ['2026-12-07'],
  hours: { from: '09:00', to: '17:00' },
  people: [{ id: 'ada' }, { id: 'bob' }],
  pools: { all: ['ada', 'bob'] },
  candidates: [{ id: 'kim' }],
  loops: [LOOP],
};
export const withSession = (change: object): object => ({
  ...PROBLEM,
  loops: [{ ...LOOP, sessions: [{ ...TALK, ...change }] }],
});
export const withLoop = (change: object): object => ({ ...PROBLEM, loops: [{ ...LOOP, ...change }] });
export const people = (count: number): { id: string }[] =>
  Array.from({ length: count }, (_, index) => ({ id: `p${index}` }));
export const sessions = (count: number, minutes: number): object[] =>
  Array.from({ length: count }, (_, index) => ({ id: `s${index}`, kind: 'tour', minutes, seats: [] }));

/** The plan, which is right. */
export function answer(json: object): LoopPlan {
  const parsed = parseLoopProblem(structuredClone(json));
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.problem.map(faultLine).join('\n'));
  const plan = solve(parsed.value, CALM);
  assertRight(parsed.value, plan);
  return plan;
}
