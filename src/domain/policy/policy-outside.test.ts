/** The policy outside of what is inside an organisation: who asks, and what belongs to no organisation. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { askerIn, isOutside, mayOutside, maySeeOrganisation } from './policy.ts';
import { rolesThatCount } from './roles-that-count.ts';
import { ROLES, type Role, type Viewer } from './viewer.ts';

const member = (organisation: string, ...roles: Role[]): Extract<Viewer, { kind: 'member' }> => ({
  kind: 'member',
  account: 'x',
  memberships: [{ organisation, person: 'me', roles }],
});
const NOBODY: Viewer = { kind: 'nobody' };
const OUTSIDER: Viewer = { kind: 'outsider', accounts: true };
const HALFWAY: Viewer = { kind: 'halfway', account: 'x' };
const COMPUTER: Viewer = { kind: 'computer' };

describe('who asks', () => {
  it('is a member of their own organisations only', () => {
    assert.equal(askerIn(COMPUTER, 'n'), 'host');
    assert.equal(askerIn(NOBODY, 'n'), 'nobody');
    assert.equal(askerIn(OUTSIDER, 'n'), 'nobody');
    assert.equal(askerIn(HALFWAY, 'n'), 'nobody');
    assert.equal(askerIn(member('s', 'administrator'), 'n'), 'stranger');
    const asker = askerIn(member('n', 'interviewer'), 'n');
    assert.ok(typeof asker !== 'string');
    assert.deepEqual(
      [asker.person, asker.roles, asker.places],
      ['me', ['interviewer'], { teams: [], sits: [] }],
    );
  });

  it('sees the organisations they belong to, and everybody sees the sample but outsiders and who is halfway in', () => {
    const [n, sample] = [
      { id: 'n', sample: false },
      { id: 'x', sample: true },
    ];
    const seen = (viewer: Viewer): readonly string[] =>
      [n, sample].filter((one) => maySeeOrganisation(viewer, one)).map(({ id }) => id);
    assert.deepEqual(seen(COMPUTER), ['n', 'x']);
    assert.deepEqual(seen(NOBODY), ['x']);
    assert.deepEqual(seen(OUTSIDER), []);
    assert.deepEqual(seen(HALFWAY), []);
    assert.deepEqual(seen(member('s', 'administrator')), ['x']);
    assert.deepEqual(seen(member('n', 'operator')), ['n', 'x']);
  });

  it('may do outside organisations what belongs to none', () => {
    const viewers: readonly Viewer[] = [
      COMPUTER,
      NOBODY,
      ...ROLES.map((role) => member('n', role)),
      member('n', 'interviewer', 'operator'),
      OUTSIDER,
      HALFWAY,
    ];
    const marks = (deed: Parameters<typeof mayOutside>[1]): string =>
      viewers.map((viewer) => (mayOutside(viewer, deed) ? '+' : '-')).join('');
    assert.equal(marks('see-organisations'), '++++++++++');
    assert.equal(marks('open-sample'), '++++++++--');
    assert.equal(marks('sign-in'), '++++++++++');
    for (const what of ['see-agenda', 'see-session', 'see-calendar', 'see-scheduling', 'answer'] as const) {
      assert.equal(marks(`${what}-by-link`), '++++++++++');
    }
    assert.equal(marks('use-own-account'), '+-++++++--');
    assert.equal(marks('keep-own-account'), '+-++++++--');
    const sent: Viewer = { ...member('n', 'administrator'), byProvider: true };
    assert.deepEqual(
      [mayOutside(sent, 'use-own-account'), mayOutside(sent, 'keep-own-account')],
      [true, false],
    );
    assert.equal(marks('finish-signing-in'), '+--------+');
    // Of the roles: administrator, coordinator, hiring manager, interviewer, operator.
    assert.equal(marks('see-health'), '+-+---++--');
    assert.equal(marks('start-organisation'), '+---------');
    const [one, other] = [member('n', 'operator'), member('m', 'interviewer')];
    const both: Viewer = { ...one, memberships: [...one.memberships, ...other.memberships] };
    assert.equal(mayOutside(both, 'see-health'), true);
    assert.equal(isOutside('see-health'), true);
    assert.equal(isOutside('see-people'), false);
  });

  it('is no administrator with a password alone where others are served, and all else that they are', () => {
    const [whole, plain] = [
      { organisation: 'n', person: 'me', roles: ['administrator', 'interviewer'] },
      { organisation: 'm', person: 'i', roles: ['coordinator'] },
    ] as const;
    const memberships = [whole, plain];
    const less = [{ ...whole, roles: ['interviewer'] }, plain];
    const alone = { servesOthers: true, secondFactor: false };
    assert.deepEqual(rolesThatCount(memberships, alone), { memberships: less, needsFactor: true });
    for (const facts of [
      { servesOthers: true, secondFactor: true },
      { servesOthers: false, secondFactor: false },
      { servesOthers: false, secondFactor: true },
    ]) {
      assert.deepEqual(rolesThatCount(memberships, facts), { memberships, needsFactor: false });
    }
    // Nothing is asked of whoever administers nothing.
    assert.deepEqual(rolesThatCount([plain], alone), { memberships: [plain], needsFactor: false });
    assert.deepEqual(rolesThatCount([], alone), { memberships: [], needsFactor: false });
  });
});
