import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  hangsOnFacts,
  judge,
  may,
  maySee,
  type Asker,
  type Inside,
  type Known,
  type Member,
  type Places,
} from './policy.ts';
import { offeredInAll, offeredTo, seesAll, sitsAmong } from './sight.ts';
import { ROLES, type Role } from './viewer.ts';

const NOWHERE: Places = { teams: [], sits: [] };
const SOMEWHERE: Readonly<Record<string, Places>> = {
  nothing: NOWHERE,
  decides: { teams: [{ opening: 'o1', role: 'hiring-manager' }], sits: [] },
  plans: { teams: [{ opening: 'o1', role: 'coordinator' }], sits: [] },
  helps: { teams: [{ opening: 'o1', role: 'interviewer' }], sits: [] },
  sits: { teams: [], sits: [{ opening: 'o1', application: 'a1', loop: 'l1', scores: true }] },
};

const as = (role: Role, places: Places = NOWHERE): Member => ({ person: 'me', roles: [role], places });
const OPENING: Known = { kind: 'opening', id: 'o1', opening: 'o1' };
const APPLICATION: Known = { kind: 'application', id: 'a1', opening: 'o1' };
const LOOP: Known = { kind: 'loop', id: 'l1', opening: 'o1' };
const SUPERDAY: Known = { kind: 'superday', id: 's1', opening: 'o1' };
const ME: Known = { kind: 'person', id: 'me' };
const OTHER: Known = { kind: 'person', id: 'other' };
const ROOM: Known = { kind: 'room', id: 'r1' };
const SEARCH: Known = { kind: 'search', id: 'x1' };

/** Deed, object, and who may: roles, and places at the opening `o1`. Administrator, coordinator are in `office`. */
const RULES: readonly (readonly [Inside, Known | undefined, string])[] = [
  ['see-organisation', undefined, 'office hiring-manager interviewer operator guest'],
  ['see-people', undefined, 'office hiring-manager interviewer operator guest'],
  ['see-openings', undefined, 'office hiring-manager interviewer operator guest'],
  ['manage-accounts', undefined, 'administrator'],
  ['see-audit', undefined, 'administrator guest'],
  ['edit-people', undefined, 'office guest'],
  ['edit-people', OTHER, 'office guest'],
  ['edit-people', ME, 'office guest'],
  ['edit-rooms', ROOM, 'office guest'],
  ['edit-rooms', undefined, 'office guest'],
  ['set-calendar', ME, 'office guest hiring-manager interviewer operator'],
  ['set-calendar', OTHER, 'office guest'],
  ['open-opening', undefined, 'office guest'],
  ['see-opening', OPENING, 'office guest decides plans helps sits'],
  ['edit-opening', OPENING, 'office guest plans'],
  ['edit-team', OPENING, 'office guest'],
  ['edit-template', OPENING, 'office guest plans decides'],
  ['edit-candidates', OPENING, 'office guest plans'],
  ['edit-candidates', APPLICATION, 'office guest plans'],
  ['see-candidate', APPLICATION, 'office guest plans decides sits'],
  ['see-needs', APPLICATION, 'office guest plans'],
  ['give-links', LOOP, 'office guest plans'],
  ['plan', APPLICATION, 'office guest plans'],
  ['plan', LOOP, 'office guest plans'],
  ['plan', OPENING, 'office guest plans'],
  ['stop-search', SEARCH, 'office guest plans'],
  ['see-loop', LOOP, 'office guest plans decides sits'],
  ['see-whole-loop', LOOP, 'office guest plans decides'],
  ['decline-own', LOOP, 'sits'],
  ['see-day', undefined, 'office hiring-manager interviewer operator guest'],
  ['mark-session', LOOP, 'office guest plans sits'],
  ['see-history', OPENING, 'office guest plans decides'],
  ['see-history', LOOP, 'office guest plans decides'],
  ['see-superdays', OPENING, 'office guest plans decides'],
  ['see-superdays', SUPERDAY, 'office guest plans decides'],
  ['see-person', OTHER, 'office guest hiring-manager plans decides'],
  ['see-person', ROOM, 'office guest hiring-manager plans decides'],
  ['see-person', ME, 'office guest hiring-manager plans decides interviewer operator'],
];

describe('the policy', () => {
  for (const [deed, thing, list] of RULES) {
    it(`says who may ${deed}${thing === undefined ? '' : ` of a ${thing.kind} (${thing.id})`}`, () => {
      const who = list.replace('office', 'administrator coordinator').split(' ');
      assert.equal(may('host', deed, thing), true);
      assert.equal(may('guest', deed, thing), who.includes('guest'));
      for (const role of ROLES) {
        for (const [place, places] of Object.entries(SOMEWHERE)) {
          const expected = who.includes(role) || who.includes(place);
          assert.equal(may(as(role, places), deed, thing), expected, `${role} who ${place}`);
        }
      }
    });
  }

  it('counts a place at one opening at no other, and of no other object', () => {
    const elsewhere: readonly Known[] = [
      { kind: 'opening', id: 'o2', opening: 'o2' },
      { kind: 'application', id: 'a2', opening: 'o2' },
      { kind: 'loop', id: 'l2', opening: 'o2' },
      { kind: 'superday', id: 's2', opening: 'o2' },
    ];
    for (const places of Object.values(SOMEWHERE)) {
      for (const thing of elsewhere) assert.equal(maySee(as('interviewer', places), thing), false);
    }
    const sitter = as('interviewer', SOMEWHERE['sits']);
    for (const thing of [APPLICATION, LOOP]) {
      assert.equal(maySee(sitter, thing), true);
      assert.equal(maySee(sitter, { ...thing, id: 'another' }), false);
    }
    assert.equal(maySee(sitter, SUPERDAY), false);
    // The id of a loop is not that of a superday or of an application.
    assert.equal(maySee(sitter, { ...APPLICATION, id: 'l1' }), false);
    assert.equal(maySee(sitter, { kind: 'loop', id: 'a1', opening: 'o1' }), false);
    assert.equal(may(as('interviewer'), 'set-calendar', { kind: 'room', id: 'me' }), false);
  });

  it('lets roles alone decide where no object is named', () => {
    assert.equal(may(as('interviewer', SOMEWHERE['plans']), 'plan'), false);
    assert.equal(may(as('coordinator'), 'plan'), true);
    assert.deepEqual(
      ROLES.filter((role) => seesAll(as(role, SOMEWHERE['decides']))),
      ['administrator', 'coordinator'],
    );
    assert.deepEqual([seesAll('host'), seesAll('guest')], [true, true]);
  });

  it('offers what somebody may do there', () => {
    assert.deepEqual(offeredInAll('guest'), ['edit-people', 'edit-rooms', 'open-opening', 'see-attention']);
    assert.deepEqual(offeredInAll(as('interviewer', SOMEWHERE['plans'])), []);
    assert.deepEqual(offeredTo('host', OPENING), [
      'edit-team',
      'edit-template',
      'edit-candidates',
      'plan',
      'give-links',
      'see-history',
      'see-ledger',
    ]);
    assert.deepEqual(offeredTo(as('interviewer', SOMEWHERE['plans']), OPENING), [
      'edit-template',
      'edit-candidates',
      'plan',
      'give-links',
      'see-history',
      'see-ledger',
    ]);
    assert.deepEqual(offeredTo(as('interviewer', SOMEWHERE['decides']), LOOP), [
      'edit-template',
      'see-history',
      'see-ledger',
    ]);
    assert.deepEqual(offeredTo(as('interviewer', SOMEWHERE['sits']), LOOP), []);
  });

  it('knows whether somebody is one of those who hold a session', () => {
    assert.equal(sitsAmong(as('interviewer'), [{ id: 'x' }, { id: 'me' }]), true);
    assert.equal(sitsAmong(as('interviewer'), [{ id: 'x' }]), false);
    assert.equal(sitsAmong('guest', [{ id: 'guest' }]), false);
  });

  it('sees each kind of object by its own rule', () => {
    const seen = (asker: Asker): readonly string[] =>
      [OPENING, APPLICATION, LOOP, SUPERDAY, OTHER, ME, ROOM, SEARCH]
        .filter((thing) => maySee(asker, thing))
        .map(({ id }) => id);
    assert.deepEqual(seen('host'), ['o1', 'a1', 'l1', 's1', 'other', 'me', 'r1', 'x1']);
    assert.deepEqual(seen(as('operator')), ['me']);
    assert.deepEqual(seen(as('hiring-manager')), ['other', 'me', 'r1']);
    assert.deepEqual(seen(as('interviewer', SOMEWHERE['helps'])), ['o1', 'me']);
    assert.deepEqual(seen(as('interviewer', SOMEWHERE['sits'])), ['o1', 'a1', 'l1', 'me']);
    assert.deepEqual(seen(as('interviewer', SOMEWHERE['decides'])), [
      'o1',
      'a1',
      'l1',
      's1',
      'other',
      'me',
      'r1',
    ]);
  });
});

describe('a request', () => {
  const planner = as('interviewer', SOMEWHERE['plans']);
  const elsewhere: Known = { kind: 'application', id: 'a2', opening: 'o2' };
  const plan = { deed: 'plan', about: APPLICATION, names: [OTHER, ROOM] } as const;
  const all = [APPLICATION, OTHER, ROOM, LOOP, elsewhere];

  it('hangs on facts where roles do not decide, or where its body names something', () => {
    assert.equal(hangsOnFacts(as('coordinator'), { ...plan, names: [] }), false);
    assert.equal(hangsOnFacts(as('coordinator'), plan), true);
    assert.equal(hangsOnFacts(planner, { ...plan, names: [] }), true);
    assert.equal(hangsOnFacts('host', plan), true);
    assert.equal(hangsOnFacts(planner, { deed: 'edit-people', names: [OPENING] }), false);
  });

  it('is allowed where every object is there, seen, and one to do it to', () => {
    for (const asker of [planner, as('coordinator'), 'host', 'guest'] as const) {
      assert.deepEqual(judge(asker, plan, all), { is: 'yes' });
    }
    assert.deepEqual(judge(as('coordinator'), plan, [OTHER, ROOM]), { is: 'yes' });
  });

  it('looks at every object, the last one too', () => {
    for (const asker of [planner, as('coordinator'), 'host', 'guest'] as const) {
      assert.deepEqual(judge(asker, plan, [APPLICATION, OTHER]), { is: 'unseen', what: 'room' });
      assert.deepEqual(judge(asker, plan, [APPLICATION, ROOM]), { is: 'unseen', what: 'person' });
    }
    // The same id of another kind is another object.
    const namesake: Known = { kind: 'room', id: 'other' };
    assert.deepEqual(judge(planner, plan, [APPLICATION, namesake, ROOM]), { is: 'unseen', what: 'person' });
    assert.deepEqual(judge(planner, plan, [OTHER, ROOM]), { is: 'unseen', what: 'application' });
  });

  it('plans a candidate who is named only where it may plan them', () => {
    const superday = { deed: 'plan', about: OPENING, names: [APPLICATION, elsewhere] } as const;
    const there = [OPENING, APPLICATION, elsewhere];
    assert.deepEqual(judge(planner, superday, there), { is: 'unseen', what: 'application' });
    const decider = as('interviewer', {
      teams: [
        { opening: 'o1', role: 'coordinator' },
        { opening: 'o2', role: 'hiring-manager' },
      ],
      sits: [],
    });
    assert.deepEqual(judge(decider, superday, there), { is: 'no' });
    assert.deepEqual(judge(as('coordinator'), superday, there), { is: 'yes' });
  });

  it('tells somebody who sees the object that they may not, and nothing of what the body names', () => {
    const sitter = as('interviewer', SOMEWHERE['sits']);
    assert.deepEqual(judge(sitter, plan, [APPLICATION]), { is: 'no' });
    assert.deepEqual(judge(as('interviewer'), plan, all), { is: 'unseen', what: 'application' });
    assert.deepEqual(judge(sitter, { deed: 'edit-people', names: [OPENING] }, []), { is: 'no' });
    assert.deepEqual(judge(as('coordinator'), { deed: 'edit-people', names: [OPENING] }, []), {
      is: 'unseen',
      what: 'opening',
    });
  });
});
