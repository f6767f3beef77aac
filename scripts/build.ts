import { buildPage } from './page.ts';

await buildPage();
console.error('The page is in dist/page.');
