/** Chromium for journeys and screenshots: one that is on the machine, else Debian's package, else a clear failure. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { installDebianPackages } from './debian-package.ts';

const PLACES: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Starts it with a fresh profile and without calls home. Throws when there is none and none may be installed. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      // Chromium's sandbox refuses to run as root.
      ...(isRoot() ? ['--no-sandbox'] : []),
    ],
  });
}

function chromiumPath(): string {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM names ${named}, and there is no such file.`);
  }
  const there = PLACES.find((place) => existsSync(place));
  if (there !== undefined) return there;
  process.stderr.write('No Chromium found; trying Debian’s package …\n');
  const failure = installDebianPackages('chromium', 'fonts-liberation');
  const installed = PLACES.find((place) => existsSync(place));
  if (installed !== undefined) return installed;
  throw new Error(
    `No Chromium found, and ${failure ?? 'the package has none'}. Install it (on Debian: apt-get install chromium), ` +
      'or name one in the variable CHROMIUM.',
  );
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
