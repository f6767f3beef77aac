import { useRouter } from '@tanstack/react-router';
import { ownPath } from '#domain/own-path.ts';
import { useForgetAll } from '#web/parts/use-who.ts';

/** Away from the door, to where somebody wanted to go; nothing that was shown before is shown again. */
export function useSignedIn(next?: string): () => Promise<void> {
  const router = useRouter();
  const forgetAll = useForgetAll();
  return async () => {
    // First known to be in: scenes lead those who are not back to the door.
    await forgetAll();
    router.history.replace(ownPath(next));
  };
}
