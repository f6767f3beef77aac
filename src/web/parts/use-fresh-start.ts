import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';

/**
 * For a form over something that somebody else may change meanwhile: the form keeps what it was opened with, so that
 * a newer version is noticed when saving. `again` asks for what is there now; the form, keyed by `key`, starts anew.
 */
export function useFreshStart(organisation: string): { readonly key: number; readonly again: () => void } {
  const client = useQueryClient();
  const [key, setKey] = useState(0);
  const again = (): void =>
    void client
      .invalidateQueries({ queryKey: ['o', organisation] })
      .then(() => setKey((before) => before + 1));
  return { key, again };
}
