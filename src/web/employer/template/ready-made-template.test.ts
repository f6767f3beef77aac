import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readyMadeTemplate } from './ready-made-template.ts';

/** The pool that each session asks for, by the session's id. */
function asked(pools: readonly string[]): Readonly<Record<string, string | undefined>> {
  const { modules } = readyMadeTemplate(pools);
  return Object.fromEntries(modules.map(({ id, seats }) => [id, seats[0]?.pool]));
}

test('fills seats from the pools whose names say what their people do, in whatever order they come', () => {
  const expected = {
    welcome: 'Front desk',
    depth: 'Engineers',
    panel: 'Product designers',
    lunch: 'Front desk',
    manager: 'Engineering managers',
    questions: 'Front desk',
  };
  const pools = ['Front desk', 'Engineers', 'Engineering managers', 'Product designers'];
  assert.deepEqual(asked(pools), expected);
  assert.deepEqual(asked(pools.toReversed()), {
    ...expected,
    depth: 'Product designers',
    panel: 'Engineers',
  });
});

test('asks for a pool that is still to be filled rather than guess', () => {
  const nobody = asked([]);
  assert.equal(nobody['welcome'], 'Hosts');
  assert.equal(nobody['panel'], 'Interviewers');
  const receptionists = asked(['Reception', 'Blue group']);
  assert.equal(receptionists['welcome'], 'Reception');
  assert.equal(receptionists['panel'], 'Interviewers');
  assert.equal(receptionists['manager'], 'Interviewers');
});
