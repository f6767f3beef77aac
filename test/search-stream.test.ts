/** The search as a stream of its progress: stopped with the best plan so far, and ended when nobody listens. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { daySearchNewsSchema, daySearchResultSchema, type DaySearchNews } from '#contract/day-search.ts';
import { listen } from '#http/listen.ts';
import { forEachDatabase } from './databases.ts';
import { hardLoop, type HardLoop } from './hard-loop.ts';
import { HOST, testServer, type TestServer } from './web-server.ts';

const NDJSON = 'application/x-ndjson';

forEachDatabase('the stream of a search', (database) => {
  let server: TestServer;
  let hard: HardLoop;
  before(async () => {
    server = testServer(database.store());
    hard = await hardLoop(async (method, path, body) => {
      const { status, text } = await server.ask(method, path, { body });
      assert.ok(status < 300, text);
      return text === '' ? undefined : JSON.parse(text);
    });
  });
  after(() => server.services.close());

  const asking = (accept: string, range: HardLoop['range'] = hard.range): RequestInit => ({
    method: 'POST',
    headers: { host: HOST, accept, 'content-type': 'application/json' },
    body: JSON.stringify(range),
  });
  const path = (): string => `/api/o/${hard.organisation}/candidates/${hard.candidate}/search`;
  const ask = (init: RequestInit): Promise<Response> =>
    Promise.resolve(server.services.app.request(`http://${HOST}${path()}`, init));
  const stop = (search: string, organisation = hard.organisation): Promise<number> =>
    server.ask('DELETE', `/api/o/${organisation}/searches/${search}`).then(({ status }) => status);

  it('tells its name first, and the best plan so far when it is stopped', async () => {
    const answer = await ask(asking(`application/json;q=0.5, ${NDJSON}`));
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), NDJSON);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const told: DaySearchNews[] = [];
    for await (const news of linesOf(answer)) {
      told.push(news);
      if (!('search' in news)) continue;
      const other = '00000000-0000-7000-8000-000000000000';
      assert.equal(await stop(news.search, other), 404, 'another organisation stops nothing');
      // Long enough for a first plan, far from long enough for all of them.
      await sleep(500);
      assert.equal(await stop(news.search), 204);
    }
    const [first, last] = [told[0], told.at(-1)];
    assert.ok(first !== undefined && 'search' in first);
    assert.ok(last !== undefined && 'result' in last);
    assert.ok(last.result.alternatives.length > 0, JSON.stringify(last.result.whyNot));
    assert.ok(last.result.seconds < 9, `${last.result.seconds} seconds`);
    assert.equal(await stop(first.search), 404, 'a search that has ended cannot be stopped');
  });

  it('answers in one piece whoever takes no stream', async () => {
    // No weekday of the template, so that the answer is there at once.
    const saturday = Temporal.PlainDate.from(hard.range.from);
    const day = saturday.add({ days: 7 + 6 - saturday.dayOfWeek }).toString();
    for (const accept of ['application/json', '*/*', '']) {
      const answer = await ask(asking(accept, { from: day, to: day }));
      assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
      daySearchResultSchema.parse(await answer.json());
    }
  });

  it('refuses with a problem document and its status before there is any news', async () => {
    const { from } = hard.range;
    const far = Temporal.PlainDate.from(from).add({ days: 100 }).toString();
    const answer = await ask(asking(NDJSON, { from, to: far }));
    assert.equal(answer.status, 400);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
  });

  it('tells in the stream what goes wrong after the first news', async () => {
    const enough = new AbortController();
    const ends = await Promise.all(
      Array.from({ length: 9 }, async () => {
        for await (const news of linesOf(await ask({ ...asking(NDJSON), signal: enough.signal }))) {
          if (!('problem' in news)) continue;
          // Those that search or wait need not go on.
          enough.abort();
          return news.problem;
        }
        return undefined;
      }),
    );
    const refused = ends.filter((end) => end !== undefined);
    assert.ok(refused.length > 0);
    assert.ok(refused.every(({ code }) => code === 'busy'));
    assert.ok(
      refused.some(({ detail }) => /other searches are waiting already. Try again in a moment/.test(detail)),
      JSON.stringify(refused),
    );
  });

  it('ends the search of an asker who goes away', async () => {
    const listening = await listen(server.services.app, { host: '127.0.0.1', port: 0 });
    assert.ok(listening.ok);
    const { url, close } = listening.value;
    const going = new AbortController();
    const headers = { accept: NDJSON, 'content-type': 'application/json' };
    const answer = await fetch(url + path(), { ...asking(NDJSON), headers, signal: going.signal });
    const lines = linesOf(answer);
    const { value: first } = await lines.next();
    assert.ok(first !== undefined && 'search' in first);
    going.abort();
    // Nobody stops it: it is gone by itself, long before its time is up.
    let status = 0;
    for (let tries = 0; tries < 60 && status !== 404; tries += 1) {
      await sleep(50);
      status = server.services.context.searches.size > 0 ? 200 : 404;
    }
    assert.equal(status, 404);
    await close();
  });
});

async function* linesOf(answer: Response): AsyncGenerator<DaySearchNews, undefined> {
  let rest = '';
  for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield daySearchNewsSchema.parse(JSON.parse(line));
  }
  assert.equal(rest, '', 'the last line ends');
  return undefined;
}
