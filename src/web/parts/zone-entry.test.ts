import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneFrom } from './zone-entry.ts';

const zones = ['America/New_York', 'Asia/Seoul', 'Etc/UTC', 'Europe/Berlin', 'Europe/Bern', 'UTC'];

test('understands the name of a zone, its city, and a part that only one has', () => {
  assert.equal(zoneFrom('europe/berlin', zones), 'Europe/Berlin');
  assert.equal(zoneFrom(' berlin ', zones), 'Europe/Berlin');
  assert.equal(zoneFrom('new york', zones), 'America/New_York');
  assert.equal(zoneFrom('seo', zones), 'Asia/Seoul');
  assert.equal(zoneFrom('utc', zones), 'UTC');
});

test('takes nothing that is no zone or could be several', () => {
  assert.equal(zoneFrom('', zones), undefined);
  assert.equal(zoneFrom('Ber', zones), undefined);
  assert.equal(zoneFrom('Atlantis', zones), undefined);
});
