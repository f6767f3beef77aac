import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { NOBODY, onlyLine, readMail, taggedAddress, waitMinutes, writtenMail } from './mail.ts';

const MAIL = { to: 'ada@example.org', subject: 'Your link', text: 'Hello\n\nthere' };

it('reads back what was written, whatever stands in the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.deepEqual(readMail(writtenMail({ ...MAIL, text })), { ...MAIL, text });
    }),
  );
});

it('reads back what goes beside the text', () => {
  const unit = { unit: 'binary', minLength: 1 } as const;
  fc.assert(
    fc.property(fc.string(unit), fc.string(unit), fc.string(unit), (text, html, event) => {
      const mail = {
        ...MAIL,
        text,
        html,
        calendar: { method: 'REQUEST', text: event },
        answersTo: 'a+b@example.org',
      };
      assert.deepEqual(readMail(writtenMail(mail)), mail);
      assert.deepEqual(readMail(writtenMail({ ...MAIL, text, html })), { ...MAIL, text, html });
    }),
  );
});

it('H5: makes one line of what others wrote, and a tag of an address', () => {
  assert.equal(onlyLine(' A\r\nBcc: x\u202e y\u0000 '), 'A Bcc: x y');
  assert.equal(onlyLine('x'.repeat(10_000)).length, 200);
  assert.equal(taggedAddress('ada@example.org', 'k7'), 'ada+k7@example.org');
});

it('reads nothing of what goes to nobody', () => {
  assert.equal(readMail(writtenMail({ ...MAIL, to: NOBODY })), undefined);
});

it('A17: lets no line break into the head of a mail', () => {
  for (const end of ['\n', '\r', '\r\nBcc: eve@example.org', '\u0000', '\u0085']) {
    assert.throws(() => writtenMail({ ...MAIL, subject: `Hello${end}` }), TypeError);
    assert.throws(() => writtenMail({ ...MAIL, to: `ada@example.org${end}` }), TypeError);
    assert.throws(() => writtenMail({ ...MAIL, answersTo: `ada@example.org${end}` }), TypeError);
  }
});

it('waits a minute, then twice as long each time, and never more than half a day and some', () => {
  const waits = [1, 2, 3, 4, 11, 30].map((attempts) => waitMinutes(attempts, 0.5));
  assert.deepEqual(waits, [1, 2, 4, 8, 720, 720]);
  assert.equal(waitMinutes(1, 0), 0.75);
  assert.ok(waitMinutes(3, 0.999) < 5);
});
