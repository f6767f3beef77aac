const MOST_NAMES = 3;

/** `Ada`, `Ada and Bob`, `Ada, Bob and Cem`, `Ada, Bob, Cem and 4 others`. */
export function namesText(names: readonly string[], most: number = MOST_NAMES): string {
  if (names.length <= most) {
    return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  }
  const others = names.length - most;
  return `${names.slice(0, most).join(', ')} and ${others} ${others === 1 ? 'other' : 'others'}`;
}
