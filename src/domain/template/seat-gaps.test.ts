import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { InterviewModule, TemplateSeat } from './loop-template.ts';
import { poolNeeds, trainingGaps, type PoolStanding } from './seat-gaps.ts';

function module(
  id: string,
  seats: readonly TemplateSeat[],
  kind: InterviewModule['kind'] = 'panel',
): InterviewModule {
  return { id, title: id, kind, minutes: 30, seats };
}

const LEAD: TemplateSeat = { pool: 'P', role: 'lead' };
const TWO: TemplateSeat = { pool: 'P', count: 2 };

function standing(some: Partial<PoolStanding>): (pool: string) => PoolStanding {
  return (name) => ({ name, qualified: [], inTraining: [], toShadow: [], toReverse: [], ...some });
}

it('needs as many as sit at once, or as many as all sessions take where nobody meets the candidate twice', () => {
  const modules = [module('a', [LEAD, TWO]), module('b', [LEAD]), module('g', [TWO], 'group')];
  assert.deepEqual(poolNeeds({ modules }), [{ pool: 'P', needed: 4 }]);
  assert.deepEqual(poolNeeds({ modules, meetAgain: true }), [{ pool: 'P', needed: 3 }]);
});

it('counts neither seats that may stay empty nor seats to learn in', () => {
  const seats: TemplateSeat[] = [
    { ...LEAD, optional: true },
    { pool: 'P', role: 'shadow' },
  ];
  assert.deepEqual(poolNeeds({ modules: [module('a', seats)] }), []);
});

it('says who is still in training where too few are qualified', () => {
  const modules = [module('Design', [LEAD, { pool: 'P' }])];
  const found = trainingGaps({ modules }, standing({ qualified: ['Ada'], inTraining: ['Kim', 'Lee'] }));
  assert.deepEqual(found, [
    '“Design” needs 2 qualified of the pool “P”, and only Ada is: Kim and Lee are still in training.',
  ]);
  const none = trainingGaps({ modules: [module('Design', [LEAD])] }, standing({ inTraining: ['Kim'] }));
  assert.deepEqual(none, [
    '“Design” needs 1 qualified of the pool “P”, and nobody is: Kim is still in training.',
  ]);
});

it('says nothing of training where nobody is in training, and nothing where enough are qualified', () => {
  const modules = [module('Design', [LEAD, { pool: 'P' }])];
  assert.deepEqual(trainingGaps({ modules }, standing({ qualified: ['Ada'] })), []);
  const enough = standing({ qualified: ['Ada', 'Bob'], inTraining: ['Kim'] });
  assert.deepEqual(trainingGaps({ modules }, enough), []);
});

it('sees what only all sessions together lack', () => {
  const modules = [module('a', [LEAD]), module('b', [LEAD])];
  const known = standing({ qualified: ['Ada'], inTraining: ['Kim'] });
  assert.match(trainingGaps({ modules }, known).join(), /^All sessions together need 2 qualified/);
  assert.deepEqual(trainingGaps({ modules, meetAgain: true }, known), []);
});

it('names a seat to learn in that nobody can take', () => {
  const shadow: TemplateSeat = { pool: 'P', role: 'shadow' };
  const reverse: TemplateSeat = { pool: 'P', role: 'reverse_shadow' };
  const gaps = (seats: readonly TemplateSeat[], some: Partial<PoolStanding> = {}): string =>
    trainingGaps({ modules: [module('Design', seats)] }, standing({ qualified: ['Ada'], ...some })).join();
  assert.match(
    gaps([LEAD, shadow]),
    /needs 1 in training for the pool “P” who still has to watch, and nobody is/,
  );
  assert.equal(gaps([LEAD, shadow], { toShadow: ['Kim'] }), '');
  assert.equal(gaps([LEAD, { ...shadow, optional: true }]), '');
  assert.equal(gaps([LEAD, { ...shadow, anyone: true }]), '');
  assert.match(gaps([LEAD, reverse], { toShadow: ['Kim'] }), /who has watched often enough, and nobody is/);
  assert.match(
    gaps([{ ...reverse, optional: true }]),
    /none for somebody qualified of the pool “P” beside it/,
  );
});
