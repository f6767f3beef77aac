import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Said } from '#domain/telling/ledger.ts';
import { entryStandingOf, nextWish } from './written-event.ts';

const NOW = '2026-12-01T08:00:00Z';
const talk = (day: string): Said => ({
  sessions: [
    {
      session: 's',
      title: 'Talk',
      kind: 'individual',
      start: `${day}T09:00:00Z`,
      end: `${day}T10:00:00Z`,
      evaluated: true,
      people: [],
    },
  ],
});

it('wishes what is different from what was asked, and nothing twice', () => {
  assert.deepEqual(nextWish(undefined, talk('2026-12-07'), NOW), { wants: talk('2026-12-07') });
  assert.equal(nextWish(talk('2026-12-07'), talk('2026-12-07'), NOW), 'keep');
  assert.deepEqual(nextWish(talk('2026-12-07'), talk('2026-12-08'), NOW), { wants: talk('2026-12-08') });
  assert.deepEqual(nextWish(talk('2026-12-07'), undefined, NOW), {});
  assert.equal(nextWish(undefined, undefined, NOW), 'keep');
});

it('leaves what is over as it is', () => {
  assert.equal(nextWish(undefined, talk('2026-11-30'), NOW), 'keep');
  assert.equal(nextWish(talk('2026-11-30'), undefined, NOW), 'keep');
});

it('says how an entry stands', () => {
  const stands = (wants: boolean, waits: boolean, failed: boolean): string =>
    entryStandingOf({ wants, waits, failed });
  assert.equal(stands(true, false, false), 'written');
  assert.equal(stands(true, true, false), 'waits');
  assert.equal(stands(true, true, true), 'retried');
  assert.equal(stands(false, true, false), 'leaves');
  assert.equal(stands(true, false, true), 'failed');
});
