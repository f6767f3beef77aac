import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionView } from '#contract/day-search.ts';
import { beforeMoving, changed, moved, newDraft, sessionsOf, undone } from './draft.ts';

const session = (module: string, hour: number): SessionView => ({
  module,
  title: module,
  kind: 'panel',
  evaluated: true,
  start: `2026-12-07T${hour}:00:00Z`,
  end: `2026-12-07T${hour + 1}:00:00Z`,
  people: [],
});
const FOUND = [session('talk', 10), session('tour', 12)];
const talkAt = (hour: number): { sessions: readonly SessionView[] } => ({
  sessions: [session('talk', hour), session('tour', 12)],
});

test('is what was found until something changes, and again once all is undone', () => {
  const draft = changed(newDraft(FOUND), talkAt(11));
  assert.deepEqual(sessionsOf(newDraft(FOUND)), FOUND);
  assert.deepEqual(sessionsOf(draft), talkAt(11).sessions);
  assert.deepEqual(undone(draft), newDraft(FOUND));
});

test('counts the many moves of one drag as one change', () => {
  const draft = [11, 13, 14].reduce((before, hour) => moved(before, 'talk', talkAt(hour)), newDraft(FOUND));
  assert.equal(draft.steps.length, 1);
  assert.deepEqual(sessionsOf(draft), talkAt(14).sessions);
  assert.deepEqual(beforeMoving(draft, 'talk'), FOUND);
  assert.deepEqual(undone(draft), newDraft(FOUND));
});

test('counts a session that is put back as no change', () => {
  const draft = moved(moved(newDraft(FOUND), 'talk', talkAt(11)), 'talk', talkAt(10));
  assert.deepEqual(draft, newDraft(FOUND));
});

test('begins a new change with another session, or after another change of the same', () => {
  const tour = { sessions: [session('talk', 11), session('tour', 14)] };
  const two = moved(moved(newDraft(FOUND), 'talk', talkAt(11)), 'tour', tour);
  assert.equal(two.steps.length, 2);
  assert.deepEqual(beforeMoving(two, 'tour'), talkAt(11).sessions);
  assert.deepEqual(beforeMoving(two, 'talk'), tour.sessions);
  const again = moved(changed(newDraft(FOUND), talkAt(11)), 'talk', talkAt(13));
  assert.equal(again.steps.length, 2);
});
