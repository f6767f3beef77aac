import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Asker, Known, Member, Places, TeamRole } from './policy.ts';
import { needsFor, panelLinkEnd } from './sight.ts';
import type { Role } from './viewer.ts';

const APPLICATION: Known = { kind: 'application', id: 'a1', opening: 'o1' };
const as = (role: Role, places: Places = { teams: [], sits: [] }): Member => ({
  person: 'me',
  roles: [role],
  places,
});
const on = (role: TeamRole): Places => ({ teams: [{ opening: 'o1', role }], sits: [] });

it('is shown what a candidate needs when planning, and not when scoring', () => {
  const needs = { said: 'Noor, like poor', diet: 'Vegan', access: 'No stairs' };
  const all = { said: needs.said, needs: { diet: 'Vegan', access: 'No stairs' } };
  const said = { said: needs.said };
  const seat = { opening: 'o1', application: 'a1', loop: 'l1', scores: true };
  const sits: Places = { teams: [], sits: [seat] };
  const listens: Places = { teams: [], sits: [{ ...seat, scores: false }] };
  const elsewhere: Places = { teams: [], sits: [{ ...seat, application: 'a2' }] };
  const shown = (asker: Asker): unknown => needsFor(asker, APPLICATION, needs);
  assert.deepEqual(shown('host'), all);
  assert.deepEqual(shown(as('coordinator')), all);
  assert.deepEqual(shown(as('administrator', elsewhere)), all);
  assert.deepEqual(shown(as('coordinator', listens)), all);
  assert.deepEqual(shown(as('interviewer', on('coordinator'))), all);
  assert.deepEqual(shown(as('administrator', sits)), { ...said, hidden: true });
  assert.deepEqual(shown(as('interviewer', sits)), said);
  assert.deepEqual(shown(as('interviewer', listens)), said);
  assert.deepEqual(shown(as('interviewer', on('hiring-manager'))), said);
  assert.deepEqual(needsFor(as('administrator', sits), APPLICATION, said), said);
  assert.deepEqual(needsFor('host', APPLICATION), {});
});

it('ends an external panelist’s link with the day, with the seat, and in time', () => {
  const link = { confirmed: true, seated: true, outside: true, over: false };
  assert.equal(panelLinkEnd(link), undefined);
  assert.equal(panelLinkEnd({ ...link, confirmed: false, seated: false, over: true }), 'cancelled');
  assert.equal(panelLinkEnd({ ...link, seated: false, over: true }), 'seat');
  assert.equal(panelLinkEnd({ ...link, outside: false }), 'seat');
  assert.equal(panelLinkEnd({ ...link, over: true }), 'over');
});
