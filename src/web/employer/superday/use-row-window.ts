import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { windowOf, type RowWindow } from './row-window.ts';

type Windowed = RowWindow & {
  /** The element that scrolls, and the part of the table with the rows. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly body: RefObject<HTMLTableSectionElement | null>;
};

/** Which of so many rows are to be drawn: those in sight and some around them, and all of them on paper. */
export function useRowWindow(count: number): Windowed {
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const [sight, setSight] = useState({ top: 0, height: 0, row: 0 });
  const [printing, setPrinting] = useState(false);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    // Measured once: asking for sizes while rows are being added would have each frame laid out twice.
    const row = body.current?.querySelector('.board-row')?.getBoundingClientRect().height ?? 0;
    const height = box.clientHeight;
    const look = (): void => {
      const now = { top: box.scrollTop, height, row };
      setSight((before) => {
        const [was, is] = [windowOf(count, before), windowOf(count, now)];
        return was.first === is.first && was.last === is.last ? before : now;
      });
    };
    setSight({ top: box.scrollTop, height, row });
    box.addEventListener('scroll', look, { passive: true });
    return () => box.removeEventListener('scroll', look);
  }, [count]);
  useEffect(() => {
    const whole = (): void => flushSync(() => setPrinting(true));
    const part = (): void => setPrinting(false);
    window.addEventListener('beforeprint', whole);
    window.addEventListener('afterprint', part);
    return () => {
      window.removeEventListener('beforeprint', whole);
      window.removeEventListener('afterprint', part);
    };
  }, []);
  const all = { first: 0, last: count, before: 0, after: 0 };
  return { scroller, body, ...(printing ? all : windowOf(count, sight)) };
}
