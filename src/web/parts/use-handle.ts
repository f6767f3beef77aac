import { useRef, type HTMLAttributes, type KeyboardEvent, type PointerEvent } from 'react';
import type { SessionView } from '#contract/day-search.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import type { Span } from './timeline-geometry.ts';
import { draggedTo, instantOf, keyedTo, reachOf, type Hand } from './timeline-hand.ts';

type Handled = {
  readonly session: SessionView;
  readonly span: Span;
  /** Only the first block of a session is reached by keys and told to readers. */
  readonly first: boolean;
  readonly hand: Hand | undefined;
};

type Grip = { readonly x: number; readonly from: number; readonly width: number };
type Attributes = HTMLAttributes<HTMLElement> & Record<`data-${string}`, string | boolean | undefined>;

/** What makes a block a handle: it is dragged with mouse and finger, and moved with keys like a slider. */
export function useHandle({ session, span, first, hand }: Handled): Attributes {
  const grip = useRef<Grip>(undefined);
  if (hand === undefined) return { 'aria-hidden': true };
  const { module } = session;
  const from = minuteOf(session.start);
  const going = { hours: hand.hoursOf(session.start), grid: hand.grid, zone: hand.zone };
  const reach = reachOf(session, going);
  const move = (to: number | undefined): void => {
    if (to !== undefined && to !== from) hand.onMove(module, instantOf(to));
  };
  const letGo = (): void => {
    grip.current = undefined;
  };
  return {
    'data-movable': true,
    'data-held': hand.module === module,
    'data-mark': markHere(hand, module, from),
    onPointerEnter: () => hand.onNear(module),
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const width = event.currentTarget.parentElement?.clientWidth ?? 1;
      grip.current = { x: event.clientX, from, width };
      hand.onTake(module);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const held = grip.current;
      if (held === undefined) return;
      const by = ((event.clientX - held.x) / held.width) * (span.to - span.from);
      move(draggedTo(held.from, by, reach, hand.grid));
    },
    onPointerUp: letGo,
    // The browser took the pointer, for scrolling perhaps: the session goes back to where it was picked up.
    onPointerCancel: () => {
      move(grip.current?.from);
      letGo();
    },
    onDoubleClick: () => hand.onOpen(module),
    ...(first ? keys({ session, hand, reach, from, move }) : { 'aria-hidden': true }),
  };
}

type Keyed = {
  readonly session: SessionView;
  readonly hand: Hand;
  readonly reach: Span;
  readonly from: number;
  readonly move: (to: number | undefined) => void;
};

function keys({ session, hand, reach, from, move }: Keyed): Attributes {
  return {
    role: 'slider',
    tabIndex: 0,
    'aria-label': session.title,
    'aria-valuemin': reach.from,
    'aria-valuemax': reach.to,
    'aria-valuenow': from,
    'aria-valuetext': hand.wordsOf(session),
    onFocus: () => hand.onTake(session.module),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const to = keyedTo(event.key, from, reach, hand.grid);
      const opens = event.key === 'Enter' || event.key === ' ';
      if (to === undefined && !opens) return;
      event.preventDefault();
      if (opens) hand.onOpen(session.module);
      else move(to);
    },
  };
}

function markHere(hand: Hand, module: string, from: number): string | undefined {
  if (hand.module !== module) return undefined;
  return hand.marks.find(({ start }) => minuteOf(start) === from)?.mark;
}
