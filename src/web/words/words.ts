/** All words of the page come through `t`; the keys are those of en.ts, checked by the compiler. */
import { createInstance, type i18n, type TFunction } from 'i18next';
import { en } from './en.ts';

declare module 'i18next' {
  // An interface, because that is how i18next lets its types be told.
  interface CustomTypeOptions {
    defaultNS: 'page';
    resources: { page: typeof en };
  }
}

const words: i18n = createInstance();
await words.init({
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'page',
  resources: { en: { page: en } },
  // React escapes what it shows.
  interpolation: { escapeValue: false },
});

export const t: TFunction<'page'> = words.t.bind(words);
