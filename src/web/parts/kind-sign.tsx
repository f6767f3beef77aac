import type { ReactNode } from 'react';
import type { Kind } from '#domain/planning/loop-problem.ts';

/** A drawing for each kind, so that colour is never the only thing that tells them apart. */
const SIGNS: Readonly<Record<Kind, string>> = {
  individual: 'M8 3a2.5 2.5 0 100 5 2.5 2.5 0 000-5zM3.5 14c.4-3 2-4.5 4.5-4.5s4.1 1.5 4.5 4.5',
  panel: 'M2.5 6h11M4 6V3.5h8V6M4.5 6v7M11.5 6v7M8 9v4',
  group: 'M8 6.5a2 2 0 100-4 2 2 0 000 4zM4 13.5a2 2 0 100-4 2 2 0 000 4zM12 13.5a2 2 0 100-4 2 2 0 000 4z',
  meal: 'M5 2.5v11M3 2.5v3.5a2 2 0 004 0V2.5M11.5 13.5v-11c-1.5.8-2 2.5-2 5h2',
  break: 'M3.5 5.5h7v4a3.5 3.5 0 01-7 0zM10.5 6.5h1.5a1.5 1.5 0 010 3.5h-1.7M2.5 14h9',
  tour: 'M8 14s4.2-3.8 4.2-7.2a4.2 4.2 0 10-8.4 0C3.8 10.2 8 14 8 14zM8 5.5v2.5',
  presentation: 'M2.5 3h11v7h-11zM8 10v2.5M5.5 14l2.5-1.5 2.5 1.5',
  debrief: 'M2.5 3h11v7.5h-6L4.5 13v-2.5h-2zM5 6h6M5 8h4',
};

export function KindSign({ kind }: { readonly kind: Kind }): ReactNode {
  return (
    <svg
      className="kind-sign"
      viewBox="0 0 16 16"
      width="12"
      height="12"
      aria-hidden="true"
      focusable="false"
    >
      <path d={SIGNS[kind]} />
    </svg>
  );
}
