import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { NOBODY, readMail, waitMinutes, writtenMail } from './mail.ts';

const MAIL = { to: 'ada@example.org', subject: 'Your link', text: 'Hello\n\nthere' };

it('reads back what was written, whatever stands in the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.deepEqual(readMail(writtenMail({ ...MAIL, text })), { ...MAIL, text });
    }),
  );
});

it('reads nothing of what goes to nobody', () => {
  assert.equal(readMail(writtenMail({ ...MAIL, to: NOBODY })), undefined);
});

it('A17: lets no line break into the head of a mail', () => {
  for (const end of ['\n', '\r', '\r\nBcc: eve@example.org', '\u0000', '\u0085']) {
    assert.throws(() => writtenMail({ ...MAIL, subject: `Hello${end}` }), TypeError);
    assert.throws(() => writtenMail({ ...MAIL, to: `ada@example.org${end}` }), TypeError);
  }
});

it('waits a minute, then twice as long each time, and never more than half a day and some', () => {
  const waits = [1, 2, 3, 4, 11, 30].map((attempts) => waitMinutes(attempts, 0.5));
  assert.deepEqual(waits, [1, 2, 4, 8, 720, 720]);
  assert.equal(waitMinutes(1, 0), 0.75);
  assert.ok(waitMinutes(3, 0.999) < 5);
});
