import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  answerVerdict,
  withVerdict,
  type AnswerByMail,
  type AskedInvitation,
  type GivenResponse,
} from './answers.ts';
import { instantText } from '#domain/time/zoned.ts';
import type { AttendeeAnswer } from './scheduling-message.ts';

const ASKED: AskedInvitation = {
  uid: 'one@second-round',
  sequence: 0,
  askedSequence: 0,
  attendee: 'ada@example.org',
  response: 'needs-action',
};
const at = (minute: number): string => instantText(minute, 'UTC');
const ada = (response: AttendeeAnswer['response']): AttendeeAnswer => ({
  address: 'ada@example.org',
  response,
});

function reply(
  response: AttendeeAnswer['response'],
  message: Partial<AnswerByMail['message']> = {},
  mail: Partial<AnswerByMail> = {},
): AnswerByMail {
  return {
    message: {
      method: 'REPLY',
      uid: ASKED.uid,
      sequence: 0,
      stamp: at(10),
      attendees: [ada(response)],
      ...message,
    },
    withSecret: true,
    received: at(60),
    ...mail,
  };
}

/** One after the other, and what each of them did. */
function after(
  asked: AskedInvitation,
  ...mails: readonly AnswerByMail[]
): { readonly asked: AskedInvitation; readonly effects: readonly string[] } {
  let now = asked;
  const effects = mails.map((mail) => {
    const verdict = answerVerdict(now, mail);
    now = withVerdict(now, verdict);
    return verdict.effect === 'none' ? verdict.why : verdict.effect;
  });
  return { asked: now, effects };
}

test('H7: of two answers the later counts, in whatever order and however often they come', () => {
  const accepted = reply('accepted', { stamp: at(10) });
  const declined = reply('declined', { stamp: at(20) });
  const { asked, effects } = after(ASKED, accepted, declined, accepted);
  assert.deepEqual([asked.response, effects], ['declined', ['answered', 'answered', 'older']]);
  assert.equal(after(ASKED, declined, accepted, declined).asked.response, 'declined');
});

test('H8: an answer to an earlier time is no answer to the new one', () => {
  const moved = { ...ASKED, sequence: 1, askedSequence: 1 };
  const { asked, effects } = after(moved, reply('accepted'));
  assert.deepEqual([asked.response, effects], ['needs-action', ['stale']]);
  // Where only something else was changed, the answer holds.
  assert.equal(after({ ...ASKED, sequence: 1 }, reply('accepted')).asked.response, 'accepted');
  assert.deepEqual(after(ASKED, reply('accepted', { sequence: 1 })).effects, ['ahead']);
});

test('H9: the same answer three times is one change', () => {
  const answer = reply('tentative');
  assert.deepEqual(after(ASKED, answer, answer, answer).effects, ['answered', 'repeated', 'repeated']);
});

test('H10: an answer of a stranger, without the secret, of two, or to another event changes nothing', () => {
  const cases: readonly [mail: AnswerByMail, why: string][] = [
    [reply('accepted', {}, { withSecret: false }), 'without-secret'],
    [reply('accepted', { uid: 'two@second-round' }), 'another-event'],
    [
      reply('accepted', { attendees: [{ address: 'eve@example.org', response: 'accepted' }] }),
      'another-attendee',
    ],
    [reply('accepted', { attendees: [{ response: 'accepted' }] }), 'another-attendee'],
    [reply('accepted', { attendees: [] }), 'another-attendee'],
    [
      reply('accepted', {
        attendees: [ada('accepted'), { address: 'eve@example.org', response: 'accepted' }],
      }),
      'several-attendees',
    ],
    [reply('needs-action'), 'no-answer'],
    [reply('other'), 'no-answer'],
    [reply('accepted', { method: 'REFRESH' }), 'no-answer'],
  ];
  for (const [mail, why] of cases) {
    const { asked, effects } = after(ASKED, mail);
    assert.deepEqual([asked, effects], [ASKED, [why]]);
  }
  // Whoever was told by hand has no address, and nobody answers for them.
  const { attendee: _, ...byHand } = ASKED;
  assert.deepEqual(after(byHand, reply('accepted', { attendees: [{ response: 'accepted' }] })).effects, [
    'another-attendee',
  ]);
});

test('H11: nobody cancels or invites in our place', () => {
  for (const method of ['CANCEL', 'REQUEST', 'PUBLISH', 'ADD', 'DECLINECOUNTER']) {
    assert.deepEqual(after(ASKED, reply('declined', { method })), { asked: ASKED, effects: ['ours'] });
  }
});

test('H12: another time and somebody else are proposals, and move nothing', () => {
  const time = { start: at(100), end: at(160) };
  const counter = reply('tentative', { method: 'COUNTER', time });
  assert.deepEqual(answerVerdict(ASKED, counter), { effect: 'proposed', time });
  assert.deepEqual(after(ASKED, counter, reply('delegated')).asked, ASKED);
  assert.deepEqual(answerVerdict(ASKED, reply('delegated')), { effect: 'proposed' });
  assert.deepEqual(after(ASKED, reply('tentative', { method: 'COUNTER' })).effects, ['unreadable']);
  assert.equal(after(ASKED, reply('tentative', { comment: 'a bit later?' })).asked.response, 'tentative');
});

test('H13: a method in the head that differs from that of the calendar is for people to read', () => {
  assert.deepEqual(after(ASKED, reply('accepted', {}, { headMethod: 'REQUEST' })).effects, [
    'method-differs',
  ]);
  assert.deepEqual(after(ASKED, reply('accepted', {}, { headMethod: 'REPLY' })).effects, ['answered']);
});

test('a clock that is far ahead does not keep later answers out', () => {
  const wrong = reply('accepted', { stamp: at(60 * 24 * 365 * 70) });
  const later = reply('declined', { stamp: at(90) }, { received: at(91) });
  assert.equal(after(ASKED, wrong, later).asked.response, 'declined');
});

test('an answer that does not say when it was given is older than one that does', () => {
  const { stamp: _, ...message } = reply('accepted').message;
  const unstamped = { ...reply('accepted'), message };
  assert.equal(after(ASKED, unstamped).asked.response, 'accepted');
  assert.equal(after(ASKED, reply('declined'), unstamped).asked.response, 'declined');
});

/**
 * A history: we ask again at another time (`anew`) or change something else; meanwhile the attendee, who knows some of it,
 * gives answers, each stamped by their clock.
 */
type Event =
  | { readonly what: 'asked'; readonly anew: boolean }
  | {
      readonly what: 'answered';
      readonly response: GivenResponse;
      /** How far behind us they are, in messages. */
      readonly behind: number;
      readonly minutes: number;
    };
const HISTORY: fc.Arbitrary<readonly Event[]> = fc.array(
  fc.oneof(
    fc.record({ what: fc.constant('asked' as const), anew: fc.boolean() }),
    fc.record({
      what: fc.constant('answered' as const),
      response: fc.constantFrom<GivenResponse>('accepted', 'tentative', 'declined'),
      behind: fc.nat(2),
      minutes: fc.nat(2),
    }),
  ),
  { minLength: 1, maxLength: 12 },
);

/** When it comes, as a place in the history: after whatever we did by then. */
type Coming = { readonly mail: AnswerByMail; readonly place: number };

test('H15: 10,000 histories of lost, repeated and reordered answers end as the ordered one', () => {
  fc.assert(
    fc.property(HISTORY, fc.infiniteStream(fc.nat(1_000_000)), (history, random) => {
      const draw = (most: number): number => (random.next().value ?? 0) % most;
      // Any of them may be lost on the way; what is compared is those that came.
      const came = answersIn(history).filter(() => draw(4) > 0);
      const late = came.flatMap(({ mail, place }) =>
        Array.from({ length: 1 + draw(3) }, () => ({
          mail,
          place: place + draw(history.length + 1) + draw(100) / 100,
        })),
      );
      const ordered = played(history, came);
      assert.deepEqual(played(history, late), ordered);
      assert.equal(ordered.response, newest(ordered, came));
    }),
    { numRuns: 10_000 },
  );
});

function answersIn(history: readonly Event[]): readonly Coming[] {
  const sequenceAt = (place: number): number =>
    history.slice(0, place).filter(({ what }) => what === 'asked').length;
  let minute = 100;
  return history.flatMap((event, place) => {
    if (event.what === 'asked') return [];
    minute += event.minutes;
    const sequence = Math.max(0, sequenceAt(place) - event.behind);
    return [
      { mail: reply(event.response, { sequence, stamp: at(minute) }, { received: at(minute + 5) }), place },
    ];
  });
}

/** As the store keeps it: a message that asks anew makes the answer unknown again. */
function played(history: readonly Event[], coming: readonly Coming[]): AskedInvitation {
  const waiting = coming.toSorted((a, b) => a.place - b.place);
  let asked = ASKED;
  const receive = (until: number): void => {
    while ((waiting[0]?.place ?? Infinity) < until) {
      const { mail } = waiting.shift() ?? assert.fail();
      asked = withVerdict(asked, answerVerdict(asked, mail));
    }
  };
  for (const [place, event] of history.entries()) {
    receive(place);
    if (event.what === 'asked') asked = askedAgain(asked, event.anew);
  }
  receive(Infinity);
  return asked;
}

function askedAgain({ answered, ...asked }: AskedInvitation, anew: boolean): AskedInvitation {
  const sequence = asked.sequence + 1;
  if (anew) return { ...asked, sequence, askedSequence: sequence, response: 'needs-action' };
  return { ...asked, sequence, ...(answered && { answered }) };
}

/** Said once more in other words: the last by sequence and stamp, and of one minute the one that weighs most. */
function newest({ askedSequence }: AskedInvitation, came: readonly Coming[]): string {
  const weight = ['accepted', 'tentative', 'declined'];
  const [last] = came
    .map(({ mail: { message } }) => ({ ...message, response: message.attendees[0]?.response ?? '' }))
    .filter(({ sequence }) => sequence >= askedSequence)
    .toSorted(
      (a, b) =>
        b.sequence - a.sequence ||
        Date.parse(b.stamp ?? '') - Date.parse(a.stamp ?? '') ||
        weight.indexOf(b.response) - weight.indexOf(a.response),
    );
  return last?.response ?? 'needs-action';
}
