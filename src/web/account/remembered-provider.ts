/** The organisation by whose provider somebody signed in here last, for the button of the next time. */
const KEY = 'sign-in-with';

export function rememberedProvider(): string | undefined {
  const kept = unlessBlocked(() => window.localStorage.getItem(KEY)) ?? '';
  return /^[0-9a-f-]{36}$/.test(kept) ? kept : undefined;
}

export function rememberProvider(organisation: string): void {
  unlessBlocked(() => window.localStorage.setItem(KEY, organisation));
}

/** A browser that keeps nothing, or has no room left, throws. Then nothing is remembered, and signing in goes on. */
function unlessBlocked<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
