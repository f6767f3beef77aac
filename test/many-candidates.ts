/** An opening with many candidates on one superday, made through the API of a running server: for the board. */
import { z } from 'zod';
import { organisationSchema } from '#contract/organisation.ts';
import { superdayNewsSchema, superdayViewSchema, type SuperdayPlan } from '#contract/superday.ts';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import { endOf, NDJSON } from '#web/news.ts';
import { superdayConfirmationOf } from '#web/employer/superday/choosing.ts';
import { mondayToCome } from './small-organisation.ts';

const ZONE = 'Europe/Berlin';
const CANDIDATES_OF_AN_ASSESSOR = 1.4;

const TEMPLATE: LoopTemplate = {
  hours: { from: '08:00', to: '18:00' },
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  modules: [
    {
      id: 'exercise',
      title: 'Group exercise',
      kind: 'group',
      minutes: 60,
      seats: [{ pool: 'Assessors', role: 'lead' }, { pool: 'Assessors' }],
      together: 10,
    },
    ...[30, 30, 45, 30].map((minutes, index) => ({
      id: `talk-${index}`,
      title: `Talk ${index + 1}`,
      kind: 'individual' as const,
      minutes,
      seats: [{ pool: 'Assessors', role: 'lead' as const }],
    })),
    {
      id: 'panel',
      title: 'Panel',
      kind: 'panel',
      minutes: 30,
      seats: [{ pool: 'Assessors', role: 'lead' }, { pool: 'Assessors' }],
    },
    {
      id: 'lunch',
      title: 'Lunch',
      kind: 'meal',
      minutes: 45,
      seats: [],
      window: { from: '11:00', to: '14:30' },
    },
  ],
};

export type ManyCandidates = {
  /** Path of the board of the confirmed superday. */
  readonly board: string;
  readonly placed: number;
};

/** Plans and confirms them. The search is stopped as soon as it has placed everybody. */
export async function manyCandidates(url: string, count: number): Promise<ManyCandidates> {
  const call = callerOf(url);
  const made = await call('/api/organisations', { name: `${count} candidates`, timeZone: ZONE });
  const { id } = organisationSchema.parse(made);
  const at = `/api/o/${id}`;
  for (let person = 0; person < count / CANDIDATES_OF_AN_ASSESSOR; person += 1) {
    const name = `Assessor ${person + 1}`;
    await call(`${at}/people`, { name, timeZone: ZONE, works: [], pools: ['Assessors'] });
  }
  const opening = idOf(await call(`${at}/openings`, { title: 'Trainee', timeZone: ZONE }));
  await call(`${at}/openings/${opening}/template`, { template: TEMPLATE, version: 1 }, 'PUT');
  const candidates: string[] = [];
  for (let candidate = 0; candidate < count; candidate += 1) {
    const details = { name: `Candidate ${candidate + 1}`, timeZone: ZONE, available: [] };
    candidates.push(idOf(await call(`${at}/openings/${opening}/candidates`, details)));
  }
  const asked = { candidates, days: [mondayToCome()] };
  const plan = await firstPlan(url, { organisation: id, opening, asked });
  const choice = superdayConfirmationOf(plan.board);
  const superday = superdayViewSchema.parse(await call(`${at}/openings/${opening}/superdays`, choice));
  return { board: `/o/${id}/superdays/${superday.id}`, placed: superday.loops.length };
}

type Search = { readonly organisation: string; readonly opening: string; readonly asked: unknown };

async function firstPlan(url: string, { organisation, opening, asked }: Search): Promise<SuperdayPlan> {
  const answer = await fetch(`${url}/api/o/${organisation}/openings/${opening}/superdays/search`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: NDJSON },
    body: JSON.stringify(asked),
  });
  if (!answer.ok || answer.body === null) throw new Error(`search: ${answer.status} ${await answer.text()}`);
  let search = '';
  const end = await endOf(superdayNewsSchema, answer.body, (news) => {
    if ('search' in news) search = news.search;
    else if (news.progress.placed === news.progress.total) {
      // Told again while it ends, it answers that there is no such search any more.
      void fetch(`${url}/api/o/${organisation}/searches/${search}`, { method: 'DELETE' });
    }
  });
  if (end === undefined || 'problem' in end) throw new Error(`no plan: ${JSON.stringify(end)}`);
  return end.result;
}

function idOf(answer: unknown): string {
  return z.object({ id: z.string() }).parse(answer).id;
}

type Caller = (path: string, body: unknown, method?: 'POST' | 'PUT') => Promise<unknown>;

function callerOf(url: string): Caller {
  return async (path, body, method = 'POST') => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': path };
    const request: RequestInit = { method, headers, body: JSON.stringify(body) };
    const answer = await fetch(url + path, request);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : z.unknown().parse(JSON.parse(text));
  };
}
