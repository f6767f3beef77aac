import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { ok } from '#domain/result.ts';
import { openStore } from '#store/database/open.ts';
import { inTransaction } from '#store/database/transaction.ts';

const disk = mkdtempSync(join(tmpdir(), 'sr-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk]).status === 0;
after(() => {
  if (mounted) execFileSync('umount', [disk]);
  rmdirSync(disk);
});

const skip = mounted ? false : 'a small disk can be mounted by root only';
const BALLAST = join(disk, 'ballast');
const ROW = "(select string_agg(md5(random()::text || g), '') from generate_series(1, 400) g)";

it(
  'says so when the disk is full, loses nothing, and works on when there is space again',
  { skip },
  async (t) => {
    for (let round = 0; round < 5; round += 1) {
      const folder = join(disk, `data-${round}`);
      writeFileSync(BALLAST, Buffer.alloc(6_000_000 + round * 500_000));
      const store = await openStore({ kind: 'embedded', folder });
      assert.ok(store.ok, JSON.stringify(store));
      const { db, close } = store.value;
      await sql`create table note (n integer, words text)`.execute(db);

      const write = (n: number) =>
        inTransaction(db, async (tx) =>
          ok(await sql`insert into note values (${n}, ${sql.raw(ROW)})`.execute(tx)),
        );
      let acknowledged = 0;
      let written = await write(0);
      while (written.ok) {
        acknowledged += 1;
        written = await write(acknowledged);
      }
      assert.equal(written.problem.code, 'unavailable');

      rmSync(BALLAST);
      const freed = performance.now();
      while (!(await write(-1)).ok) await sleep(100);
      const took = performance.now() - freed;
      t.diagnostic(`${acknowledged} acknowledged; writes again ${took.toFixed(0)} ms after space returned`);
      assert.ok(took < 10_000);
      const { rows } = await sql<{
        n: number;
      }>`select count(*) as n from note where n >= 0 and n < ${acknowledged}`.execute(db);
      assert.deepEqual(rows, [{ n: acknowledged }]);
      await close();
      rmSync(folder, { recursive: true });
    }
  },
);
