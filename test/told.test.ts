/** What goes out to the people of a loop: real mails through a real mail server, read by an independent program. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { LoopView } from '#contract/loop.ts';
import type { PeopleView, Person } from '#contract/people.ts';
import type { LoopEvent, LoopRepairs } from '#contract/repair.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { confirmPlan } from '#usecases/planning/confirm-plan.ts';
import { forEachDatabase } from './databases.ts';
import { eventOf, readMails, reader, type ReadMail } from './read-invitations.ts';
import { bookingAt, choiceOf } from './small-organisation.ts';
import { toldWorld, type Told } from './told-world.ts';

const SKIP = reader.kind === 'absent' ? { skip: reader.reason } : {};

forEachDatabase('telling a loop', (database) => {
  const world = toldWorld(database);
  const read = async (count: number): Promise<readonly ReadMail[]> => {
    const mails = readMails(await world.sink().wait(count));
    assert.ok(mails);
    assert.equal(mails.length, count);
    return mails;
  };
  /** Each seat, and the candidate's day. */
  const attendees = (loop: LoopView): number => loop.sessions.flatMap(({ people }) => people).length + 1;

  it('invites everybody of a confirmed plan, each to what concerns them', SKIP, async () => {
    const told = await world.organisation();
    const loop = await world.confirmed(told);
    const mails = await read(attendees(loop));
    for (const mail of mails) {
      const event = eventOf(mail);
      assert.equal(event.method, 'REQUEST');
      assert.deepEqual([event.sequence, event.status], [0, 'CONFIRMED']);
      assert.ok((mail.calendars[0]?.longest ?? 76) <= 75, 'A18: a line has 75 octets at most');
      assert.deepEqual(
        event.attendees.map(({ address, RSVP: asked, PARTSTAT: response }) => [address, asked, response]),
        [[`mailto:${mail.to}`, 'TRUE', 'NEEDS-ACTION']],
      );
      assert.equal(event.organizer, `mailto:${mail.replyTo}`);
      assert.match(mail.replyTo ?? '', /^interviews\+[0-9a-z]{32}@example\.org$/);
      assert.deepEqual([mail.auto, mail.suppress], ['auto-generated', 'All']);
      assert.deepEqual(mail.types.slice(0, 5), [
        'multipart/mixed',
        'multipart/alternative',
        'text/plain',
        'text/html',
        'text/calendar',
      ]);
    }
    const uids = new Set(mails.map((mail) => eventOf(mail).uid));
    const secrets = new Set(mails.map(({ replyTo }) => replyTo));
    assert.deepEqual([uids.size, secrets.size], [mails.length, mails.length]);

    const [ada] = mails.filter(({ to }) => to === told.addressOf('Ada'));
    assert.ok(ada);
    const design = loop.sessions.find(({ module }) => module === 'design');
    assert.equal(minuteOf(eventOf(ada).start), minuteOf(design?.start ?? ''));
    assert.equal(ada.subject.replace(/, .*/, ''), 'Invitation: System design: Lee');
    assert.match(ada.text ?? '', /Candidate: Lee\r?\nYour part: you lead it\.\r?\nWith: Bob \(shadow\)/);
    assert.match(
      ada.text ?? '',
      /Monday \d+ December 2026, 09:00–09:45 \(Europe\/Berlin, UTC\+01:00\)|Europe\/Berlin/,
    );
    const roles = mails.map((mail) => [mail.to, eventOf(mail).attendees[0]?.['ROLE']]);
    assert.ok(roles.some(([to, role]) => to === told.addressOf('Bob') && role === 'OPT-PARTICIPANT'));
    assert.ok(roles.some(([to, role]) => to === told.addressOf('Ada') && role === 'REQ-PARTICIPANT'));
  });

  it('tells the candidate nothing of the debrief, of who learns, or of anybody’s address', SKIP, async () => {
    const told = await world.organisation();
    const loop = await world.confirmed(told);
    const mails = await read(attendees(loop));
    const [lee, ...more] = mails.filter(({ to }) => to === told.addressOf('Lee'));
    assert.ok(lee && more.length === 0);
    const seen = [lee.subject, lee.text, lee.html, JSON.stringify(lee.calendars)].join('\n');
    assert.match(seen, /System design/);
    assert.match(seen, /Bob \(observes\)/);
    for (const hidden of [/debrief/i, /shadow/i, told.ada.id, told.addressOf('Ada'), told.opening]) {
      assert.ok(!seen.match(hidden), String(hidden));
    }
    assert.match(lee.text ?? '', /America\/New_York, UTC-0[45]:00\)\r?\n.*\(Europe\/Berlin, UTC\+0[12]:00\)/);
  });

  it('B10: each reads the times in their own zone, with its offset from UTC', SKIP, async () => {
    const told = await world.organisation();
    const loop = await world.confirmed(told);
    const mails = await read(attendees(loop));
    for (const mail of mails) {
      const zone = mail.to === told.addressOf('Lee') ? 'America/New_York' : 'Europe/Berlin';
      const { start, description } = eventOf(mail);
      const here = Temporal.Instant.from(start).toZonedDateTimeISO(zone);
      const clock = here.toPlainTime().toString({ smallestUnit: 'minute' });
      const texts = { text: mail.text ?? '', html: mail.html ?? '', description };
      for (const [name, text] of Object.entries(texts)) {
        assert.ok(text.includes(clock), `${name} for ${mail.to}: ${clock}`);
        assert.ok(
          text.includes(`${zone}, UTC${here.offset}`) || text.includes(`${zone} (UTC${here.offset})`),
          `${name} for ${mail.to}: ${text}`,
        );
      }
    }
  });

  it(
    'gives the candidate alone the address of their page, where others than this computer can open it',
    SKIP,
    async () => {
      const { bestOf, only } = bookingAt(world.server);
      const link = /https:\/\/interviews\.example\.org\/agenda#[\w-]{43}/;
      for (const address of [undefined, 'https://interviews.example.org']) {
        const told = await world.organisation();
        const context = { ...world.server().services.context, ...(address === undefined ? {} : { address }) };
        const key = { organisation: told.organisation, id: only(told) };
        const choice = await bestOf(told, only(told));
        const request = { key: 'once', fingerprint: 'once' };
        assert.ok((await confirmPlan(context, key, { choice, request })).ok);
        const textsTo = async (name: string): Promise<readonly string[]> => {
          const mails = readMails(await world.sink().wait(1, told.addressOf(name))) ?? [];
          return mails.flatMap((mail) => [mail.text ?? '', mail.html ?? '', eventOf(mail).description]);
        };
        for (const text of await textsTo('Lee')) {
          assert.equal(link.test(text), address !== undefined, text);
          assert.equal(text.includes('agenda#'), address !== undefined, text);
        }
        for (const text of await textsTo('Ada')) assert.ok(!text.includes('agenda#'), text);
      }
    },
  );

  it('cancels with METHOD:CANCEL of the same event, and a higher SEQUENCE', SKIP, async () => {
    const told = await world.organisation();
    const loop = await world.confirmed(told);
    const count = attendees(loop);
    const invited = (await read(count)).map(eventOf);
    await world.cancel(told, loop.id);
    const cancelled = (await read(2 * count)).slice(count).map(eventOf);
    assert.deepEqual(
      cancelled.map(({ uid, start }) => `${uid} ${start}`).toSorted(),
      invited.map(({ uid, start }) => `${uid} ${start}`).toSorted(),
    );
    for (const { method, status, sequence } of cancelled) {
      assert.deepEqual([method, status, sequence], ['CANCEL', 'CANCELLED', 1]);
    }
    await world.cancel(told, loop.id);
    assert.equal(world.sink().received.length, 2 * count);
  });

  it(
    'the file of the agenda and the invitation are one event, as it stands and when it is cancelled',
    SKIP,
    async () => {
      const told = await world.organisation();
      const loop = await world.confirmed(told);
      const mails = await read(attendees(loop));
      const lee = mails.find(({ to }) => to === told.addressOf('Lee')) ?? assert.fail();
      const file = async (): Promise<string> => {
        const token = loop.agenda?.split('#')[1] ?? '';
        return (await world.server().ask('GET', `/agenda/${token}/agenda.ics`)).text.replaceAll('\r\n ', '');
      };
      const mailed = lee.calendars[0]?.events[0] ?? assert.fail();
      const open = await file();
      for (const line of [`UID:${mailed.uid}`, `SUMMARY:${mailed.summary}`, `SEQUENCE:${mailed.sequence}`]) {
        assert.ok(open.includes(`${line}\r\n`), line);
      }
      assert.equal(open.match(/BEGIN:VEVENT/g)?.length, 1);
      assert.ok(open.includes(mailed.description.split('\n')[0] ?? '?'));
      await world.cancel(told, loop.id);
      const cancelled = await file();
      assert.ok(cancelled.includes(`UID:${mailed.uid}\r\n`) && cancelled.includes('STATUS:CANCELLED'));
      assert.ok(cancelled.includes('SEQUENCE:1\r\n') && !cancelled.includes('System design'));
    },
  );

  it('F9: one booking is told once, however often the button is pressed', async () => {
    const told = await world.organisation();
    // Whoever presses while the first press is being worked on may be told so.
    const pressed = await Promise.allSettled([1, 2, 3, 4, 5].map(() => world.confirmed(told)));
    const [loop] = pressed.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    assert.ok(loop);
    await world.sink().wait(attendees(loop));
    const { db } = database.store();
    const rows = await db
      .selectFrom('ledger_message')
      .select('state')
      .where('organisation_id', '=', told.organisation)
      .execute();
    assert.equal(rows.length, attendees(loop));
  });

  it('H16: tells those alone for whom something is different, as the repair said', SKIP, async () => {
    const told = await world.organisation();
    const loop = await world.confirmed(told);
    const count = attendees(loop);
    const before = (await read(count)).map(eventOf);
    const { names, mails } = await replaced(told, loop);
    const kinds = mails.map((mail) => {
      const { method, sequence } = eventOf(mail);
      return `${mail.to.split('@')[0]} ${mail.subject
        .split(': ')[1]
        ?.replace(/[,(].*/, '')
        .trim()} ${method} ${sequence}`;
    });
    assert.deepEqual(kinds.toSorted(), [
      'ada Debrief CANCEL 1',
      'ada System design CANCEL 1',
      'bob System design REQUEST 1',
      'cyd Debrief REQUEST 0',
      'cyd System design REQUEST 0',
      'lee System design REQUEST 1',
    ]);
    assert.deepEqual(
      [...new Set(mails.map(({ to }) => to))].toSorted(),
      names.map(told.addressOf).toSorted(),
    );
    const bob = mails.find(({ to }) => to === told.addressOf('Bob'));
    assert.match(bob?.text ?? '', /What has changed:\r?\nSystem design; new: Cyd; no longer there: Ada/);
    const uids = new Set(before.map(({ uid }) => uid));
    assert.equal(mails.filter((mail) => uids.has(eventOf(mail).uid)).length, 4);
  });

  it('H17: whoever comes back gets the same event with a SEQUENCE that was never used', SKIP, async () => {
    const told = await world.organisation();
    const loop = await world.confirmed(told);
    const first = (await read(attendees(loop))).map(eventOf);
    await replaced(told, loop);
    await putBack(told, loop);
    const design = first.find(
      ({ summary, attendees: [who] }) =>
        summary === 'System design: Lee' && who?.['address'] === `mailto:${told.addressOf('Ada')}`,
    );
    const all = readMails(world.sink().received) ?? [];
    const own = all.map(eventOf).filter(({ uid }) => uid === design?.uid);
    assert.deepEqual(
      own.map(({ method, sequence }) => `${method} ${sequence}`),
      ['REQUEST 0', 'CANCEL 1', 'REQUEST 2'],
    );
  });

  const pathOf = (told: Told, rest: string): string => `/api/o/${told.organisation}/${rest}`;

  /** Ada declines, and Cyd takes her place; the names of whom the repair said are told. */
  async function replaced(
    told: Told,
    loop: LoopView,
  ): Promise<{ readonly names: readonly string[]; readonly mails: readonly ReadMail[] }> {
    const server = world.server();
    const cyd = { name: 'Cyd', timeZone: 'Europe/Berlin', works: [], pools: ['Design'] };
    const body = { ...cyd, email: told.addressOf('Cyd') };
    (await server.ask('POST', pathOf(told, 'people'), { body })).json<Person>();
    const event: LoopEvent = { what: 'declined', module: 'design', person: told.ada.id };
    return repaired(told, loop, event);
  }

  async function repaired(
    told: Told,
    loop: LoopView,
    event: LoopEvent,
  ): Promise<{ readonly names: readonly string[]; readonly mails: readonly ReadMail[] }> {
    const server = world.server();
    const had = world.sink().received.length;
    const { rankings, sequence } = (
      await server.ask('POST', pathOf(told, `loops/${loop.id}/repairs`), { body: event })
    ).json<LoopRepairs>();
    const [best] = rankings.told;
    assert.ok(best);
    const accepted = await server.ask('POST', pathOf(told, `loops/${loop.id}/repair`), {
      body: { event, sequence, plan: choiceOf(best) },
      headers: { 'idempotency-key': `repair-${sequence}` },
    });
    assert.equal(accepted.status, 200, accepted.text);
    const { db } = database.store();
    const rows = await db
      .selectFrom('ledger_message')
      .select('id')
      .where('organisation_id', '=', told.organisation)
      .execute();
    const mails = readMails(await world.sink().wait(rows.length))?.slice(had) ?? [];
    return { names: best.told.map(({ name }) => name), mails };
  }

  /** Cyd declines in turn, and Ada, who may come after all, takes the seats again. */
  async function putBack(told: Told, loop: LoopView): Promise<void> {
    await database.store().db.deleteFrom('session_decline').execute();
    const { people } = (await world.server().ask('GET', pathOf(told, 'people'))).json<PeopleView>();
    const cyd = people.find(({ name }) => name === 'Cyd')?.id ?? '';
    await repaired(told, loop, { what: 'declined', module: 'design', person: cyd });
  }
});
