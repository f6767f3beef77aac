/**
 * Where to go after signing in: a path of this site, or its first page.
 *
 * Browsers read `//other`, `/\other` and a path with a line break in it as another site.
 */
export function ownPath(asked: string | undefined): string {
  const path = asked ?? '/';
  const [place = ''] = path.split(/[?#]/);
  const own = path.startsWith('/') && !place.includes('//') && !/[\\\p{C}\p{Z}]/u.test(path);
  return own && path.length <= 2000 ? path : '/';
}
