import assert from 'node:assert/strict';
import { it } from 'node:test';
import { firstEvent, proposalFrom, proposalOf, proposedEvent, wallText } from './proposal.ts';

const AT = '2026-12-07T09:00:00Z';

it('reads from the address what was proposed, and leaves out what is no time', () => {
  assert.deepEqual(proposalOf(proposalFrom({ asked: 'design', at: AT })), { module: 'design', at: AT });
  assert.deepEqual(proposalOf(proposalFrom({ at: AT, until: 'noon' })), { at: AT });
  assert.equal(proposalOf(proposalFrom({ asked: 'design', at: 'noon' })), undefined);
  assert.equal(proposalOf(proposalFrom({ asked: 7 })), undefined);
});

it('fills in the clock of the opening, and what is written there is the event', () => {
  assert.equal(wallText(AT, 'Europe/Berlin'), '2026-12-07T10:00');
  assert.deepEqual(firstEvent({ module: 'design', at: AT }, 'Europe/Berlin'), {
    what: 'asked',
    module: 'design',
    start: AT,
  });
  const written = { from: '2026-12-07T10:00', until: '2026-12-07T13:30', zone: 'Europe/Berlin' };
  assert.deepEqual(proposedEvent(written), { what: 'comes', start: AT, end: '2026-12-07T12:30:00Z' });
  assert.equal(proposedEvent({ ...written, until: written.from }), undefined);
  assert.equal(proposedEvent({ ...written, from: '' }), undefined);
});
