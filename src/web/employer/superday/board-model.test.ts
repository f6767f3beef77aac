import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { TimelineRow } from '#contract/day-search.ts';
import type { Board, BoardSession } from '#contract/superday.ts';
import {
  boardRows,
  cellAfter,
  companyOf,
  hoursAround,
  litBy,
  rowsShown,
  type BoardRow,
} from './board-model.ts';
import { companyWords, rowWords, sessionWords } from './board-words.ts';

function session(
  id: string,
  [start, end]: readonly [string, string],
  more: Partial<BoardSession> & Pick<BoardSession, 'candidates'>,
): BoardSession {
  return {
    id,
    module: id,
    title: 'Talk',
    kind: 'individual',
    evaluated: true,
    start: `2026-12-07T${start}:00Z`,
    end: `2026-12-07T${end}:00Z`,
    people: [],
    ...more,
  };
}

const seat = (name: string): BoardSession['people'][number] => ({
  id: name.toLowerCase(),
  name,
  seat: 0,
  role: 'lead',
});
const row = (kind: TimelineRow['kind'], name: string): TimelineRow => ({
  id: name.toLowerCase(),
  kind,
  name,
  timeZone: 'UTC',
  busy: [],
});

const ADA = [seat('Ada')];
const BOB = [seat('Bob')];
const GROUP = session('g', ['09:00', '10:00'], {
  kind: 'group',
  title: 'Exercise',
  candidates: ['kim', 'lee'],
  people: ADA,
  room: { id: 'hall', name: 'Hall' },
});
const KIM = session('k', ['10:30', '11:00'], { candidates: ['kim'], people: BOB });
const LEE = session('l', ['10:00', '10:30'], { candidates: ['lee'], people: BOB });
const MAX = session('m', ['11:00', '11:30'], { candidates: ['max'], people: [seat('Cem')] });
const DEBRIEF = session('d', ['15:00', '15:30'], { kind: 'debrief', candidates: ['kim'], people: ADA });
const SESSIONS = [MAX, KIM, LEE, GROUP, DEBRIEF];
const BOARD: Board = {
  rows: [
    row('candidate', 'Kim'),
    row('candidate', 'Lee'),
    row('candidate', 'Max'),
    row('candidate', 'Idle'),
    row('person', 'Ada'),
    row('person', 'Bob'),
    row('person', 'Cem'),
    row('room', 'Hall'),
  ],
  sessions: SESSIONS,
};
const ROWS = boardRows(BOARD, SESSIONS);
const rowOf = (name: string): BoardRow => ROWS.find((one) => one.name === name) ?? assert.fail(name);
const names = (rows: readonly BoardRow[]): string[] => rows.map(({ name }) => name);
const NAMES = new Map([
  ['kim', 'Kim'],
  ['lee', 'Lee'],
  ['max', 'Max'],
]);

it('has a row for whoever has a session that day, with a debrief for its people but not for the candidate', () => {
  assert.deepEqual(names(ROWS), ['Kim', 'Lee', 'Max', 'Ada', 'Bob', 'Cem', 'Hall']);
  assert.deepEqual(
    rowOf('Kim').sessions.map(({ id }) => id),
    ['g', 'k'],
  );
  assert.deepEqual(
    rowOf('Ada').sessions.map(({ id }) => id),
    ['g', 'd'],
  );
});

it('shows one kind or all, and of a row that is picked out whoever shares a session with it', () => {
  assert.deepEqual(names(rowsShown(ROWS, 'people', undefined)), ['Ada', 'Bob', 'Cem']);
  assert.equal(rowsShown(ROWS, 'all', undefined).length, 7);
  assert.deepEqual(names(rowsShown(ROWS, 'people', rowOf('Kim'))), ['Kim', 'Ada', 'Bob', 'Hall']);
  assert.deepEqual(names(rowsShown(ROWS, 'candidates', rowOf('Bob'))), ['Kim', 'Lee', 'Bob']);
});

it('lights up the sessions of a candidate’s people, and those of a person’s candidates', () => {
  assert.deepEqual([...companyOf(rowOf('Max'))], ['candidate max', 'person cem']);
  assert.deepEqual([...litBy(rowOf('Max'), SESSIONS)], ['m']);
  assert.deepEqual([...litBy(rowOf('Kim'), SESSIONS)].toSorted(), ['d', 'g', 'k', 'l']);
  assert.deepEqual([...litBy(rowOf('Bob'), SESSIONS)].toSorted(), ['g', 'k', 'l']);
});

it('walks along a row, to its ends, and to the session of another row that is nearest in time', () => {
  const at = (name: string, key: string, column: number): unknown =>
    cellAfter({ row: ROWS.indexOf(rowOf(name)), column }, key, ROWS);
  assert.deepEqual(at('Kim', 'ArrowRight', 0), { row: 0, column: 1 });
  assert.deepEqual(at('Kim', 'ArrowLeft', 0), { row: 0, column: 0 });
  assert.deepEqual(at('Kim', 'End', 0), { row: 0, column: 2 });
  assert.deepEqual(at('Kim', 'Home', 2), { row: 0, column: 0 });
  assert.deepEqual(at('Kim', 'ArrowDown', 2), { row: 1, column: 2 });
  assert.deepEqual(at('Kim', 'ArrowDown', 0), { row: 1, column: 0 });
  assert.deepEqual(at('Kim', 'PageDown', 0), { row: 6, column: 0 });
  assert.deepEqual(at('Kim', 'ArrowUp', 0), { row: 0, column: 0 });
  assert.equal(at('Kim', 'x', 0), undefined);
});

it('shows full hours of the opening’s clock', () => {
  const { from, to } = hoursAround([KIM], 'Asia/Kolkata');
  assert.deepEqual(
    [from * 60_000, to * 60_000],
    [Date.parse('2026-12-07T10:30Z'), Date.parse('2026-12-07T11:30Z')],
  );
});

it('says of each row and session who is with whom', () => {
  assert.equal(
    rowWords(rowOf('Kim'), NAMES, 'UTC'),
    '9:00 to 11:00, 2 sessions, with Ada and Bob, 30 min between sessions',
  );
  assert.equal(rowWords(rowOf('Bob'), NAMES, 'UTC'), '10:00 to 11:00, 2 sessions, with Lee and Kim');
  assert.equal(
    sessionWords(GROUP, NAMES, 'UTC'),
    'Exercise (Group), 9:00 to 10:00, for Kim and Lee, with Ada, in Hall',
  );
  assert.equal(companyWords(GROUP, rowOf('Kim'), NAMES), 'Ada');
  assert.equal(companyWords(GROUP, rowOf('Ada'), NAMES), 'Kim and Lee');
});
