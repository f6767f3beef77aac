import { type Broken, brokenIn } from './broken.ts';
import { attendedOf, type Facts, loopsPlaced, type Placed, placedOf } from './facts.ts';

/** `after`, `first` and `last` are kept, and a debrief comes when all else has ended. */
export function order(facts: Facts): readonly Broken[] {
  return loopsPlaced(facts).flatMap(({ id }) => {
    const attended = attendedOf(facts, id);
    return placedOf(facts, id).flatMap((at) =>
      [...early(facts, at), ...misplaced(at, attended)].map((text) => brokenIn('order', id, at, text)),
    );
  });
}

function early(facts: Facts, at: Placed): readonly string[] {
  return (at.session.after ?? [])
    .filter((id) => (facts.placed.get(id)?.to ?? -Infinity) > at.from)
    .map((id) => `starts before ${id} has ended`);
}

function misplaced(at: Placed, attended: readonly Placed[]): readonly string[] {
  const others = attended.filter(({ id }) => id !== at.id);
  const late = others.find(({ to }) => to > at.from);
  const soon = others.find(({ from }) => from < at.to);
  const { kind, first, last } = at.session;
  return [
    ...(first === true && soon !== undefined ? [`is not first: ${soon.id} starts before its end`] : []),
    ...(last === true && late !== undefined ? [`is not last: ${late.id} ends after its start`] : []),
    ...(kind === 'debrief' && late !== undefined ? [`a debrief before the end of ${late.id}`] : []),
  ];
}
