import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { formatSchemas } from '#contract/json-schemas.ts';

for (const [name, schema] of Object.entries(formatSchemas())) {
  test(`docs/formats/${name} is what the parser says; "npm run schemas" writes it anew`, () => {
    const written: unknown = JSON.parse(
      readFileSync(new URL(`../docs/formats/${name}`, import.meta.url), 'utf8'),
    );
    assert.deepEqual(written, JSON.parse(JSON.stringify(schema)));
  });
}
