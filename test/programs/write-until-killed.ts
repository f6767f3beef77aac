/**
 * Opens the data folder, prints `ready`, and writes rows one commit each, printing the number of each row after
 * its commit returned. Arguments: the folder, the first number, how many rows (none: until it is killed).
 */
import { sql } from 'kysely';
import { openStore } from '#store/database/open.ts';
import { storeProblemText } from '#store/database/problem.ts';

const [folder = '', first = '0', count] = process.argv.slice(2);
const store = await openStore({ kind: 'embedded', folder });
if (!store.ok) {
  process.stdout.write(`${store.problem.code}: ${storeProblemText(store.problem)}\n`);
  process.exit(3);
}
const { db, close } = store.value;
await sql`create table if not exists written (n bigint primary key)`.execute(db);
process.stdout.write('ready\n');
const end = count === undefined ? Infinity : Number(first) + Number(count);
for (let n = Number(first); n < end; n += 1) {
  await sql`insert into written values (${n})`.execute(db);
  process.stdout.write(`${n}\n`);
}
await close();
