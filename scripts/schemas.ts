import { writeFileSync } from 'node:fs';
import { formatSchemas } from '#contract/json-schemas.ts';

/** Writes the JSON Schemas of the file formats into the documents; `test/schemas.test.ts` says when they are stale. */
for (const [name, schema] of Object.entries(formatSchemas())) {
  const path = new URL(`../docs/formats/${name}`, import.meta.url);
  writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);
}
