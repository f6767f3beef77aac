import { compile } from '#solver/model/compile.ts';
import { emptyState } from '#solver/search/state.ts';
import { explain } from '#solver/explain/explain.ts';
import { placeOnDate } from '#solver/explain/one-date.ts';
import { unplaceableLoop } from '../test/unplaceable-loop.ts';
for (const seed of process.argv.slice(2).map(Number)) {
  const { problem } = unplaceableLoop(seed);
  let left = 3;
  console.log(
    seed,
    problem.loops[0]!.sessions.map((s) => `${s.id}${s.minutes}${s.first ? 'F' : ''}`).join(' '),
    problem.loops[0]!.stretch,
  );
  (globalThis as any).ENG = (o: any, q: any) => {
    if (left-- <= 0) return;
    for (const day of o.chances) {
      const { firstSlot } = q.model.calendar;
      const dom = q.pieces.map((p: any) => {
        let n = 0;
        for (let s = firstSlot[day]!; s < firstSlot[day + 1]!; s++)
          if ((p.stands[s >>> 5]! >>> (s & 31)) & 1) n++;
        return `${p.session.id}:${n}:${p.places.length}:${p.session.seats.map((x: any) => x.people.length)}`;
      });
      const b = { left: 20000, exact: true };
      const t = performance.now();
      const r = placeOnDate(q, { day }, b);
      console.log(
        '  ',
        day,
        dom.join(' '),
        'again',
        q.loop.meetAgain,
        'walk',
        q.model.walk.length,
        'nodes',
        20000 - b.left,
        r !== undefined,
        b.exact,
        (performance.now() - t).toFixed(0),
      );
    }
  };
  explain(emptyState(compile(problem)), 0, { stop: () => true, over: () => false });
}
