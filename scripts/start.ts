/** Builds the page where its sources have changed, then serves in this process. */
import { buildPage, pageIsCurrent } from './page.ts';

if (!pageIsCurrent()) {
  console.error('Building the page …');
  await buildPage();
}
process.argv.splice(2, process.argv.length, 'serve', ...process.argv.slice(2));
await import('../src/main.ts');
