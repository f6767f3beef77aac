#!/usr/bin/env node
// The door of the command line. Plain JavaScript, so that an older Node can read it far enough to say what is wrong.
const NEEDED = 26;
const major = Number(process.versions.node.split('.')[0]);

if (major < NEEDED) {
  process.stderr.write(
    `Second Round needs Node ${NEEDED} or later, and this is Node ${process.versions.node}.\n` +
      'The project brings its own: run "npx second-round" inside the project folder (after "npm ci"), ' +
      'or start it with node_modules/.bin/node.\n',
  );
  process.exitCode = 1;
} else {
  const { enableCompileCache, registerHooks } = await import('node:module');
  // The sources are read as they are, which takes longer than most commands; what was read once is kept.
  enableCompileCache(`${import.meta.dirname}/../node_modules/.cache/second-round`);
  const { foundByName } = await import('../src/found-by-name.ts');
  registerHooks({ resolve: foundByName });
  await import('../src/main.ts');
}
