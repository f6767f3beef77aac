import { canonicalEmail } from '#domain/account/email.ts';

/** Every address in a text, in its order. What stands in pointed brackets comes before what names look like. */
export function addressesOf(text: string): readonly string[] {
  const pointed = [...text.matchAll(/<\s*([^<>\s]{3,254})\s*>/g)].map(([, address = '']) => address);
  const plain =
    text.replaceAll(/"[^"]*"|<[^<>]*>/g, ' ').match(/[^\s<>()[\]:;,"]{1,64}@[^\s<>()[\]:;,"]{1,190}/g) ?? [];
  return [...pointed, ...plain].flatMap(
    (one) => canonicalEmail(one.replace(/^mailto:/i, '').replace(/\.$/, '')) ?? [],
  );
}
