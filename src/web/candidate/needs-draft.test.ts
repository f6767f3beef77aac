import assert from 'node:assert/strict';
import { it } from 'node:test';
import { changeOf, EMPTY_DRAFT } from './needs-draft.ts';

it('is a change of what was typed, without the rest', () => {
  assert.equal(changeOf(EMPTY_DRAFT), undefined);
  assert.equal(changeOf({ ...EMPTY_DRAFT, diet: '  ' }), undefined);
  assert.deepEqual(changeOf({ ...EMPTY_DRAFT, diet: ' Vegan ', access: 'One\r\ntwo' }), {
    access: 'One\ntwo',
    diet: 'Vegan',
  });
  assert.deepEqual(changeOf({ ...EMPTY_DRAFT, forget: true }), { forget: true });
});
