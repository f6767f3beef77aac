import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { rememberedProvider, rememberProvider } from './remembered-provider.ts';

const ID = '00000000-0000-7000-8000-000000000001';

function browserWith(localStorage: () => unknown): void {
  const window = Object.defineProperty({}, 'localStorage', { get: localStorage });
  Object.defineProperty(globalThis, 'window', { value: window, configurable: true });
}
afterEach(() => Reflect.deleteProperty(globalThis, 'window'));

test('remembers the organisation, and takes nothing else for one', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  browserWith(() => storage);
  assert.equal(rememberedProvider(), undefined);
  rememberProvider(ID);
  assert.equal(rememberedProvider(), ID);
  rememberProvider('<script>');
  assert.equal(rememberedProvider(), undefined);
});

test('remembers nothing, and breaks nothing, where the browser keeps nothing or has no room', () => {
  browserWith(() => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  });
  rememberProvider(ID);
  assert.equal(rememberedProvider(), undefined);
  const full = (): never => {
    throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
  };
  browserWith(() => ({ getItem: () => null, setItem: full }));
  rememberProvider(ID);
  assert.equal(rememberedProvider(), undefined);
});
