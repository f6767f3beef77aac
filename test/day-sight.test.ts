/** What is to be known for the day reaches those who need it and nobody who scores, by every path. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { DayLoop } from '#contract/day.ts';
import type { LoopView } from '#contract/loop.ts';
import type { Needs } from '#domain/loop/needs.ts';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import { routesOf } from '#http/routes.ts';
import { openMailer } from '#mail/smtp.ts';
import { agendaFile } from '#usecases/loop/show-agenda.ts';
import { interviewerFeed } from '#usecases/people/interviewer-feed.ts';
import { saveNeeds } from '#usecases/self-service/save-needs.ts';
import { forEachDatabase } from './databases.ts';
import { confirmedDay, DAY_TEMPLATE, dayWorld, sheet, type DayWorld, type Who } from './day-world.ts';
import { tokenIn } from './links.ts';
import { openMailSink, type MailSink, type Received } from './mail-sink.ts';
import { testServer, type TestServer } from './web-server.ts';

const HEALTH = { version: '', node: '', database: '', zones: '' };
const SECRET = { access: 'canary-access', diet: 'canary-diet', remark: 'canary-remark' };
const CANARIES = Object.values(SECRET);

/** The host of lunch interviews too. */
const HOST_SCORES: LoopTemplate = {
  ...DAY_TEMPLATE,
  meetAgain: true,
  modules: DAY_TEMPLATE.modules.map((module) =>
    module.id === 'code' ? { ...module, seats: [{ pool: 'Hosts', role: 'lead' }] } : module,
  ),
};

forEachDatabase('what is to be known for the day', (database) => {
  let sink: MailSink;
  let server: TestServer;
  before(async () => {
    sink = await openMailSink();
    server = testServer(database.store(), { mail: openMailer(sink.settings), key: 'k'.repeat(43) });
  });
  after(async () => {
    await server.services.close();
    await sink.close();
  });

  type Told = { readonly world: DayWorld; readonly loop: LoopView; readonly mails: readonly Received[] };

  /** Kim needs something, and has a day of which everybody was told by mail. */
  const told = async (template: LoopTemplate): Promise<Told> => {
    const world = await dayWorld(server, template);
    await needing(world, SECRET);
    sink.received.length = 0;
    const loop = await confirmedDay(world, 'Kim');
    const people = new Set(loop.sessions.flatMap((session) => session.people.map(({ id }) => id)));
    const seats = loop.sessions.reduce((sum, session) => sum + session.people.length, 0);
    assert.ok(people.size > 0);
    return { world, loop, mails: [...(await sink.wait(seats + 1))] };
  };
  const needing = async ({ organisation, candidates }: DayWorld, needs: Needs): Promise<void> => {
    const { db } = database.store();
    const { candidate_id } = await db
      .selectFrom('application')
      .select('candidate_id')
      .where('id', '=', candidates['Kim']?.id ?? '')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('candidate_needs')
      .values({
        organisation_id: organisation,
        candidate_id,
        said: null,
        access: null,
        diet: null,
        remark: null,
        changed_at: '2029-12-01T00:00:00Z',
        ...needs,
      })
      .execute();
  };
  const mailsTo = ({ mails, world }: Told, name: string): readonly Received[] =>
    mails.filter(({ to }) => to.includes(`${name.toLowerCase()}@${world.organisation}.example.org`));
  /** The readable part of a mail, and its calendar part unfolded. */
  const partsOf = ({ raw }: Received): { readonly text: string; readonly calendar: string } => {
    const all = decoded(raw);
    const begins = all.indexOf('BEGIN:VCALENDAR');
    assert.ok(begins > 0, 'a calendar part');
    return { text: all.slice(0, begins), calendar: all.slice(begins).replaceAll(/\r?\n /g, '') };
  };
  const sees = (text: string): string[] => CANARIES.filter((canary) => text.includes(canary));

  /** Every byte that somebody can read of the organisation by GET. */
  const everything = async ({ world, loop }: Told, who: Who): Promise<string> => {
    const ask = world.as(who);
    const ids = {
      opening: world.opening,
      application: world.candidates['Kim']?.id,
      loop: loop.id,
      person: world.people[who].id,
      room: world.rooms[0]?.id,
      superday: undefined,
      search: undefined,
    };
    const texts: string[] = [];
    for (const { method, path, may } of routesOf(server.services.context, HEALTH)) {
      if (method !== 'GET' || !path.includes(':o')) continue;
      const id = may.of === undefined ? '' : (ids[may.of] ?? crypto.randomUUID());
      texts.push((await ask('GET', path.replace(':o', world.organisation).replace(':id', id))).text);
    }
    return texts.join('\n');
  };

  it('stands on the sheets of those who need it alone', async () => {
    const all = await told(DAY_TEMPLATE);
    all.world.clock('08:00');
    const day = async (who: Who): Promise<DayLoop | undefined> =>
      (await sheet(all.world.as(who), all.world)).loops[0];
    const notes = async (who: Who): Promise<string[]> =>
      ((await day(who))?.notes ?? []).map(({ about }) => about);
    assert.deepEqual(await notes('Gil'), ['arrival', 'badge', 'access']);
    assert.deepEqual(await notes('Hal'), ['access', 'diet']);
    assert.deepEqual(await notes('Pia'), ['arrival', 'badge', 'access', 'diet', 'remark']);
    const [scorer, other] = ['Ada', 'Bea'].toSorted((a) =>
      all.loop.sessions.some(({ people }) => people.some(({ name }) => name === a)) ? -1 : 1,
    ) as [Who, Who];
    assert.deepEqual(await notes(scorer), []);
    assert.equal(await day(other), undefined);
    for (const [who, expected] of [
      ['Gil', ['canary-access']],
      ['Hal', ['canary-access', 'canary-diet']],
      ['Pia', CANARIES],
      [scorer, []],
      [other, []],
      ['Carl', []],
      ['Max', []],
    ] as const) {
      assert.deepEqual(sees(await everything(all, who)), expected, who);
    }
  });

  it('is for those who plan and come to the debrief alone, and not for those who plan and score', async () => {
    const all = await told(DAY_TEMPLATE);
    all.world.clock('08:00');
    const coder = all.loop.sessions.find(({ module }) => module === 'code')?.people[0]?.name as Who;
    const seen = async (who: Who): Promise<DayLoop | undefined> =>
      (await sheet(all.world.as(who, 'coordinator'), all.world)).loops[0];
    const greeter = await seen('Gil');
    assert.deepEqual(sees(JSON.stringify(greeter)), CANARIES);
    const scorer = await seen(coder);
    assert.deepEqual(sees(JSON.stringify(scorer)), []);
    assert.equal(scorer?.candidate.hidden, true);
    assert.deepEqual(
      scorer?.notes.map(({ about }) => about),
      ['arrival', 'badge'],
    );
    assert.equal(scorer?.sessions.length, 5, 'all else is shown');
  });

  it('stands in the mails of those who need it, and in nobody’s calendar', async () => {
    const all = await told(DAY_TEMPLATE);
    for (const mail of all.mails) {
      const { text, calendar } = partsOf(mail);
      const [to = ''] = mail.to;
      const welcome = to.startsWith('gil') && text.includes('Welcome');
      const lunch = to.startsWith('hal') && text.includes('Lunch');
      const expected = welcome ? ['canary-access'] : lunch ? ['canary-access', 'canary-diet'] : [];
      assert.deepEqual(sees(text), expected, `${to} ${mail.headers.get('subject')}`);
      assert.deepEqual(sees(calendar), [], to);
    }
    const [kim] = mailsTo(all, 'Kim').map(partsOf);
    assert.ok(kim);
    for (const part of [kim.text, kim.calendar]) {
      assert.match(part, /Where to come: Main gate/);
      assert.match(part, /The way there: To (Kelvin|Lathe)/);
      assert.match(part, /Hal \(your host\)/);
      assert.match(part, /This meal is not evaluated/);
    }
    assert.match(kim.text, /We have a note of what you told us: access, what you eat and your remark/);
    assert.doesNotMatch(kim.text, /Badges lie/);
    assert.ok(
      mailsTo(all, 'Gil').some((mail) => partsOf(mail).text.includes('Badge: Badges lie at the gate')),
    );
    assert.ok(mailsTo(all, 'Hal').some((mail) => partsOf(mail).text.includes('This meal is not evaluated')));
    const { context } = all.world;
    const agenda = await agendaFile(context, tokenIn(all.loop.agenda));
    assert.ok(agenda.ok);
    const file = agenda.value.replaceAll('\r\n ', '');
    assert.match(file, /Where to come: Main gate/);
    assert.match(file, /The way there/);
    assert.deepEqual(sees(file), []);
    for (const who of ['Gil', 'Hal'] as const) {
      const feed = await interviewerFeed(
        context,
        (all.world.people[who].feed.split('/').at(-1) ?? '').replace('.ics', ''),
      );
      assert.ok(feed.ok && feed.value.events.length > 0, who);
      assert.deepEqual(sees(JSON.stringify(feed.value)), []);
      if (who === 'Hal') assert.match(JSON.stringify(feed.value), /This meal is not evaluated/);
    }
  });

  it('reaches nobody at the meal where its host scores, and whoever plans is told so', async () => {
    const all = await told(HOST_SCORES);
    all.world.clock('08:00');
    assert.deepEqual(sees(await everything(all, 'Hal')), []);
    for (const mail of mailsTo(all, 'Hal')) assert.deepEqual(sees(decoded(mail.raw)), []);
    const [day] = (await sheet(all.world.as('Pia'), all.world)).loops;
    const diet = day?.notes.find(({ about }) => about === 'diet');
    assert.deepEqual([diet?.to, diet?.nobody], [[], true]);
    assert.deepEqual(day?.notes.find(({ about }) => about === 'access')?.to, ['Gil']);
    assert.deepEqual(day?.hands, [{ what: 'nobody-told' }]);
  });

  it('is told anew to those alone who need it when the candidate says something else', async () => {
    const { world, loop } = await told(DAY_TEMPLATE);
    const { context, organisation, candidates } = world;
    const { db } = database.store();
    const secret = 's'.repeat(43);
    await db
      .insertInto('sitting')
      .values({
        secret_hash: context.tokenHash(secret),
        organisation_id: organisation,
        holder: candidates['Kim']?.id ?? '',
        ends_at: '2100-01-01T00:00:00Z',
      })
      .execute();
    const link = { token: tokenIn(loop.agenda), sitting: secret, address: '127.0.0.1' };
    assert.ok((await saveNeeds(context, link, { diet: 'Halal' })).ok);
    const updates = await db
      .selectFrom('ledger_message as m')
      .innerJoin('session_invitation as i', 'i.id', 'm.invitation_id')
      .innerJoin('person as p', 'p.id', 'i.person_id')
      .select(['p.name', 'm.says'])
      .where('m.organisation_id', '=', organisation)
      .where('m.kind', '=', 'update')
      .orderBy('p.name')
      .execute();
    assert.deepEqual(
      updates.map(({ name }) => name),
      ['Gil', 'Hal'],
    );
    assert.ok(!JSON.stringify(updates).includes('Halal'), 'the ledger does not keep what it is');
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});

/** Parts of a mail as they are read: quoted-printable and base64 undone. */
function decoded(raw: string): string {
  return raw
    .split(/\r?\n--[^\r\n]+\r?\n/)
    .map((part) => {
      const [head = '', ...body] = part.split(/\r?\n\r?\n/);
      const content = body.join('\n\n');
      if (/transfer-encoding: base64/i.test(head)) return Buffer.from(content, 'base64').toString();
      if (!/transfer-encoding: quoted-printable/i.test(head)) return content;
      const bytes = content
        .replaceAll(/=\r?\n/g, '')
        .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
      return Buffer.from(bytes, 'latin1').toString();
    })
    .join('\n');
}
