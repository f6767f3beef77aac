import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditAction, AuditEntryView } from '#contract/audit.ts';
import { listed } from './sentence-parts.ts';
import { sentenceOf } from './sentence.ts';

function entry(action: AuditAction, changes: Partial<AuditEntryView> = {}): AuditEntryView {
  return {
    number: 7,
    at: '2026-11-26T12:00:00Z',
    actor: 'you',
    action,
    subject: { id: 'l', name: 'Kim Lee' },
    openings: [{ id: 'o', name: 'Engineer' }],
    candidates: [{ id: 'a', name: 'Kim Lee' }],
    people: [],
    peopleCount: 0,
    roomCount: 0,
    zone: 'Europe/Berlin',
    figures: {},
    ...changes,
  };
}

const DAY = { sessions: 7, start: '2026-12-08T08:00:00+00:00', end: '2026-12-08T15:00:00+00:00' };

test('says what happened as somebody would tell it', () => {
  assert.equal(
    sentenceOf(entry('plan-confirmed', { figures: DAY })),
    'You confirmed the day of Kim Lee: 7 sessions on Tuesday 8 December',
  );
  assert.equal(
    sentenceOf(entry('loop-cancelled', { figures: { ...DAY, sessions: 1 } })),
    'You cancelled the day of Kim Lee: 1 session on Tuesday 8 December',
  );
  const repaired = entry('repair-accepted', { figures: { sessions: 2, event: 'declined' } });
  assert.equal(sentenceOf(repaired), 'You changed 2 sessions of Kim Lee, because somebody declined');
  const changed = entry('person-changed', { figures: { fields: ['email', 'works', 'pools'] } });
  assert.equal(
    sentenceOf(changed),
    'You changed the e-mail address, the working hours and the interviewer pools of Kim Lee',
  );
  assert.equal(sentenceOf(entry('person-changed')), 'You saved Kim Lee without a change');
  const imported = entry('people-imported', { peopleCount: 12, roomCount: 1, candidates: [] });
  assert.equal(sentenceOf(imported), 'You imported files: 12 people and 1 room');
  const over = entry('plan-confirmed', { figures: { ...DAY, end: '2026-12-09T15:00:00Z' } });
  assert.match(sentenceOf(over), /on Tuesday 8 December to Wednesday 9 December$/);
});

test('takes the day from the clock of the opening', () => {
  const late = { sessions: 1, start: '2026-12-08T22:00:00Z', end: '2026-12-08T23:00:00Z' };
  const tokyo = entry('plan-confirmed', { figures: late, zone: 'Asia/Tokyo' });
  assert.match(sentenceOf(tokyo), /on Wednesday 9 December$/);
});

test('tells who it was, as far as that is known', () => {
  const by = (actor: AuditEntryView['actor'], more: Partial<AuditEntryView> = {}): string =>
    sentenceOf(entry('room-added', { actor, ...more }));
  assert.match(by('member', { actorName: 'Ada Brandt' }), /^Ada Brandt added the room/);
  assert.match(by('member'), /^Somebody added/);
  assert.match(by('computer'), /^Somebody at this computer added/);
  assert.match(by('agenda'), /^Somebody with an agenda link added/);
  assert.match(by('unknown'), /^Somebody added/);
});

test('has words for what is no longer known, and for what this version does not know', () => {
  const erased = { subject: { id: 'l' }, candidates: [{ id: 'a' }], openings: [{ id: 'o' }], figures: DAY };
  assert.equal(
    sentenceOf(entry('plan-confirmed', erased)),
    'You confirmed the day of a candidate who was removed: 7 sessions on Tuesday 8 December',
  );
  assert.equal(sentenceOf(entry('candidate-removed', erased)), 'You removed a candidate from an opening');
  const { action: _action, ...nameless } = entry('plan-confirmed');
  assert.equal(sentenceOf(nameless), 'You changed something that this version does not know');
});

test('lists with commas and an "and" before the last', () => {
  assert.deepEqual([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed), ['', 'a', 'a and b', 'a, b and c']);
});
