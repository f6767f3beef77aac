import { useEffect, useRef, useState } from 'react';

/** Long enough that rows which pass below the pointer while the board is scrolled light nothing up. */
const REST = 90;

type Lingering = {
  readonly key: string | undefined;
  readonly over: (key: string | undefined) => void;
};

/** What the pointer rests on, not what it passes. */
export function useLingering(): Lingering {
  const [key, setKey] = useState<string>();
  const waiting = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(waiting.current), []);
  const over = (next: string | undefined): void => {
    window.clearTimeout(waiting.current);
    waiting.current = window.setTimeout(() => setKey(next), REST);
  };
  return { key, over };
}
