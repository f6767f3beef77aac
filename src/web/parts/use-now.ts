import { useEffect, useState } from 'react';

const TICK = 5_000;

/**
 * The server's clock in milliseconds: `at` was its time when the answer came at `received` on this machine's clock.
 * What a machine believes the time to be does not matter.
 */
export function useNow(at: string, received: number): number {
  const [here, setHere] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setHere(Date.now()), TICK);
    return () => clearInterval(timer);
  }, []);
  return Date.parse(at) + Math.max(0, here - received);
}
