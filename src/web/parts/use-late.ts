import { useEffect, useState } from 'react';

/** True once something has gone on for so long: what is over at once shows no sign of having begun. */
export function useLate(going: boolean, milliseconds = 300): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!going) return undefined;
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [going, milliseconds]);
  return going && late;
}
