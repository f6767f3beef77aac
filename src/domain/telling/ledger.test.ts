import assert from 'node:assert/strict';
import { it } from 'node:test';
import { answerHolds, nextMessage, type Said } from './ledger.ts';

const NOW = '2026-12-07T12:00:00Z';
const said = (hour: string, more: object = {}): Said => ({
  sessions: [
    {
      session: 's',
      title: 'Talk',
      kind: 'individual',
      start: `2026-12-07T${hour}:00:00Z`,
      end: `2026-12-07T${hour}:45:00Z`,
      evaluated: true,
      people: ['bob lead'],
      ...more,
    },
  ],
});

it('invites, changes and cancels, and says nothing where nothing is different', () => {
  const [at14, at15] = [said('14'), said('15')];
  assert.deepEqual(nextMessage({}, at14, NOW), { send: 'request' });
  assert.deepEqual(nextMessage({ told: at14 }, at15, NOW), { send: 'update' });
  assert.deepEqual(nextMessage({ told: at14 }, undefined, NOW), { send: 'cancel' });
  assert.equal(nextMessage({ told: at14 }, said('14'), NOW), 'keep');
  assert.equal(nextMessage({}, undefined, NOW), 'keep');
});

it('leaves a message alone that waits and says what is true', () => {
  assert.equal(nextMessage({ waits: { says: said('14') } }, said('14'), NOW), 'keep');
  assert.equal(nextMessage({ told: said('14'), waits: {} }, undefined, NOW), 'keep');
});

it('takes back what waits when it is not true any more', () => {
  const waits = { says: said('15') };
  assert.deepEqual(nextMessage({ told: said('14'), waits }, said('14'), NOW), {});
  assert.deepEqual(nextMessage({ waits }, undefined, NOW), {});
  assert.deepEqual(nextMessage({ told: said('14'), waits }, said('16'), NOW), { send: 'update' });
});

it('tells nothing of what is over, but that it is held again', () => {
  assert.equal(nextMessage({ told: said('09') }, undefined, NOW), 'keep');
  assert.equal(nextMessage({}, said('09'), NOW), 'keep');
  assert.deepEqual(nextMessage({ told: said('09') }, said('16'), NOW), { send: 'update' });
});

it('does not try again by itself what was given up, as long as there is nothing else to say', () => {
  const undelivered = { says: said('14') };
  assert.equal(nextMessage({ undelivered }, said('14'), NOW), 'keep');
  assert.deepEqual(nextMessage({ undelivered }, said('15'), NOW), { send: 'request' });
  assert.equal(nextMessage({ undelivered }, undefined, NOW), 'keep');
});

it('H8: an answer holds for other company, and for no other time or place', () => {
  assert.equal(answerHolds(said('14'), said('14', { people: ['cyd lead'] })), true);
  assert.equal(answerHolds(said('14'), said('15')), false);
  assert.equal(answerHolds(said('14'), said('14', { place: 'Lathe' })), false);
  assert.equal(answerHolds(undefined, said('14')), false);
});
