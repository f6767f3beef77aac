/** The organisation by whose provider somebody signed in here last, for the button of the next time. */
const KEY = 'sign-in-with';

export function rememberedProvider(): string | undefined {
  const kept = window.localStorage.getItem(KEY) ?? '';
  return /^[0-9a-f-]{36}$/.test(kept) ? kept : undefined;
}

export function rememberProvider(organisation: string): void {
  window.localStorage.setItem(KEY, organisation);
}
