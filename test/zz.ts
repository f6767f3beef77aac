import { openCalendarReader } from '#calendars/calendar.ts';
import { EIGHTEEN_MONTHS } from './calendar-corpus.ts';
import { watchTurns } from './own-turns.ts';
const t2 = (n: number) => new Date(n * 60000).toISOString().replaceAll(/[-:]/g, '').slice(0, 15) + 'Z';
const reader = openCalendarReader({ seconds: 10 });
for (const per of [1000, 10000, 50000, 100000, 200000]) {
  const lines = ['BEGIN:VCALENDAR'];
  let m = EIGHTEEN_MONTHS.from;
  for (let i = 0; i < per;) {
    lines.push('BEGIN:VFREEBUSY');
    const p: string[] = [];
    for (let k = 0; k < 9999 && i < per; k++, i++, m += 2) p.push(t2(m) + '/PT1M');
    lines.push('FREEBUSY:' + p.join());
    lines.push('END:VFREEBUSY');
  }
  lines.push('END:VCALENDAR');
  const bytes = Buffer.from(lines.join('\r\n'));
  const stop = watchTurns();
  const t = performance.now();
  const r = await reader.read({ name: 'x', bytes }, EIGHTEEN_MONTHS);
  console.log(
    per,
    bytes.length,
    r.busy.length,
    r.refused?.reason,
    r.skipped[0]?.reason,
    Math.round(performance.now() - t),
    stop(),
  );
}
await reader.close();
