/**
 * A calendar program that obeys UID, SEQUENCE and DTSTAMP, and the rule that decides what an attendee is told: whatever
 * happens to the messages on their way, the calendar shows in the end what it would show had all come in order.
 */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { nextMessage, type InvitationState, type Said } from '#domain/telling/ledger.ts';

const RUNS = 10_000;
const START = Date.parse('2026-12-07T08:00:00Z');
const instant = (hours: number): string => new Date(START + hours * 3_600_000).toISOString();
const NOW = instant(-100);

/** What a message says: an event of that hour, or that there is none; `seen`: by whom it may have been seen. */
type Message = { readonly sequence: number; readonly stamp: number; readonly says?: Said; fate: Fate };
/** `waits`: not offered to the mail server yet; `lost`: offered, and it came to nobody; `refused`: given up, nobody has it. */
type Fate = 'waits' | 'out' | 'lost' | 'refused' | 'taken back';

const said = (hour: number): Said => ({
  sessions: [
    {
      session: 's',
      title: 'Talk',
      kind: 'individual',
      start: instant(hour),
      end: instant(hour + 1),
      evaluated: true,
      people: [],
    },
  ],
});

/** What is true of one attendee: their session is at that hour, or they are not in it; what then became of what waited. */
type Step = { readonly hour?: number; readonly fate: Exclude<Fate, 'taken back'> };
const step = fc.record(
  {
    hour: fc.integer({ min: 0, max: 3 }),
    fate: fc.constantFrom('waits' as const, 'out' as const, 'lost' as const, 'refused' as const),
  },
  { requiredKeys: ['fate'] },
);

/** The product's side: what the ledger holds after these changes. */
function ledgerAfter(steps: readonly Step[], rule: typeof nextMessage = nextMessage): Message[] {
  const messages: Message[] = [];
  for (const [index, { hour, fate }] of steps.entries()) {
    const wanted = hour === undefined ? undefined : said(hour);
    const next = rule(stateOf(messages), wanted, NOW);
    if (next !== 'keep') {
      takeBack(messages);
      if (next.send !== undefined) {
        const says = next.send === 'cancel' ? {} : { says: wanted ?? assert.fail('nothing to say') };
        messages.push({ sequence: messages.length, stamp: index, ...says, fate: 'waits' });
      }
    }
    const newest = messages.findLast((message) => message.fate === 'waits');
    if (newest !== undefined) newest.fate = fate;
  }
  return messages;
}

function takeBack(messages: readonly Message[]): void {
  for (const message of messages) if (message.fate === 'waits') message.fate = 'taken back';
}

function stateOf(messages: readonly Message[]): InvitationState {
  const told = messages.findLast(({ fate }) => fate === 'out' || fate === 'lost')?.says;
  const newest = messages.findLast(({ fate }) => fate !== 'taken back');
  const says = newest?.says === undefined ? {} : { says: newest.says };
  return {
    ...(told && { told }),
    ...(newest?.fate === 'waits' && { waits: says }),
    ...(newest?.fate === 'refused' && { undelivered: says }),
  };
}

/** RFC 5546 2.1.5: the higher SEQUENCE counts; of equal ones the later DTSTAMP. Afterwards the event, if there is one. */
function calendarAfter(mails: readonly Message[]): Said | undefined {
  let held: Message | undefined;
  for (const mail of mails) {
    const newer =
      held === undefined ||
      mail.sequence > held.sequence ||
      (mail.sequence === held.sequence && mail.stamp >= held.stamp);
    if (newer) held = mail;
  }
  return held?.says;
}

const history = fc
  .array(step, { minLength: 1, maxLength: 12 })
  // The last message comes through: without that nobody could know.
  .map((steps): Step[] => [...steps.slice(0, -1), { ...steps.at(-1), fate: 'out' }]);

const way = fc.record({ order: fc.infiniteStream(fc.nat()), twice: fc.infiniteStream(fc.boolean()) });

/** The mails that went out, some of them twice, in any order; those that were lost are not among them. */
function onTheirWay(
  mails: readonly Message[],
  { order, twice }: { readonly order: Iterable<number>; readonly twice: Iterable<boolean> },
): Message[] {
  const [ranks, doubles] = [order[Symbol.iterator](), twice[Symbol.iterator]()];
  const next = <T>(from: Iterator<T>): T => from.next().value as T;
  return mails
    .flatMap((mail) => (next(doubles) ? [mail, mail] : [mail]))
    .map((mail) => ({ mail, rank: next(ranks) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ mail }) => mail);
}

it('H15: 10,000 histories with loss, duplicates and any order end as the ordered one', (t) => {
  let messages = 0;
  fc.assert(
    fc.property(history, way, (steps, how) => {
      const ledger = ledgerAfter(steps);
      messages += ledger.length;
      const sent = ledger.filter(({ fate }) => fate === 'out');
      const truth = steps.at(-1)?.hour;
      const wanted = truth === undefined ? undefined : said(truth);
      const shown = calendarAfter(onTheirWay(sent, how));
      assert.deepEqual(shown, calendarAfter(sent));
      // What was refused for good at the end of the history stands in the ledger for somebody to send again.
      const waitsForSomebody = stateOf(ledger).undelivered !== undefined;
      // What was taken for seen and was lost can only be found by an answer or a bounce.
      const lastSeen = ledger.findLast(({ fate }) => fate === 'out' || fate === 'lost');
      if (!waitsForSomebody && lastSeen?.fate !== 'lost') assert.deepEqual(shown, wanted);
    }),
    { numRuns: RUNS },
  );
  t.diagnostic(`${messages} messages`);
});

it('H15: the same of a rule that forgets what waits, or of messages without an order, does not hold', () => {
  const forgetful: typeof nextMessage = ({ told }, wanted, now) =>
    nextMessage(told === undefined ? {} : { told }, wanted, now);
  const holds = (
    rule: typeof nextMessage,
    shownBy: (sent: readonly Message[], how: Parameters<typeof onTheirWay>[1]) => Said | undefined,
  ): void =>
    fc.assert(
      fc.property(history, way, (steps, how) => {
        const ledger = ledgerAfter(steps, rule);
        fc.pre(!ledger.some(({ fate }) => fate === 'lost' || fate === 'refused'));
        const hour = steps.at(-1)?.hour;
        const sent = ledger.filter(({ fate }) => fate === 'out');
        assert.deepEqual(shownBy(sent, how), hour === undefined ? undefined : said(hour));
      }),
      { numRuns: 1000 },
    );
  holds(nextMessage, (sent, how) => calendarAfter(onTheirWay(sent, how)));
  assert.throws(() => holds(forgetful, (sent, how) => calendarAfter(onTheirWay(sent, how))));
  assert.throws(() => holds(nextMessage, (sent, how) => onTheirWay(sent, how).at(-1)?.says));
});
