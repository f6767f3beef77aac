import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ruleOf } from './rule.ts';

test('a rule is read part by part, in any case and order', () => {
  const rule = ruleOf('interval=2;FREQ=monthly;BYDAY=-1FR,2mo;WKST=SU;COUNT=3;X-OTHER=1');
  assert.deepEqual(rule.ok && rule.value, {
    frequency: 'MONTHLY',
    interval: 2,
    count: 3,
    weekStart: 'SU',
    days: ['-1FR', '2MO'],
    by: {},
  });
});

test('a rule that cannot be right is refused by the part at fault', () => {
  const cases: [string, RegExp][] = [
    ['', /FREQ is missing/],
    ['FREQ=FORTNIGHTLY', /FREQ is "FORTNIGHTLY"/],
    ['FREQ=DAILY;FREQ=DAILY', /FREQ stands twice/],
    ['FREQ=DAILY;INTERVAL=0', /INTERVAL is "0"/],
    ['FREQ=DAILY;INTERVAL=-1', /INTERVAL is "-1"/],
    [
      'FREQ=WEEKLY;INTERVAL=746767520;BYDAY=SA',
      /INTERVAL is "746767520", expected a whole number from 1 to 1000/,
    ],
    ['FREQ=DAILY;COUNT=0', /COUNT is "0"/],
    ['FREQ=DAILY;COUNT=2;UNTIL=20261207', /COUNT and UNTIL stand together/],
    ['FREQ=DAILY;UNTIL=20260231', /UNTIL is "20260231"/],
    ['FREQ=DAILY;BYMONTH=13', /BYMONTH has "13", expected 1 to 12/],
    ['FREQ=DAILY;BYMONTHDAY=0', /BYMONTHDAY has "0"/],
    ['FREQ=DAILY;BYHOUR=-1', /BYHOUR has "-1"/],
    ['FREQ=MONTHLY;BYDAY=0MO', /BYDAY has "0MO"/],
    ['FREQ=WEEKLY;WKST=XX', /WKST is "XX"/],
    ['FREQ=DAILY;BYMONTH=', /"BYMONTH=" has no value/],
    ['FREQ=DAILY;BYEASTER=1', /"BYEASTER" is no part/],
    ['RSCALE=CHINESE;FREQ=YEARLY', /only GREGORIAN is read/],
    ['FREQ=DAILY;BYMONTH=2,4;BYMONTHDAY=31', /never occurs/],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-30', /never occurs/],
    ['FREQ=MONTHLY;BYYEARDAY=5', /BYYEARDAY may not stand with FREQ=MONTHLY/],
    ['FREQ=DAILY;BYWEEKNO=5', /BYWEEKNO may not stand with FREQ=DAILY/],
    ['FREQ=YEARLY;BYWEEKNO=5;BYDAY=2MO', /BYDAY with a number may not stand/],
    ['FREQ=YEARLY;BYDAY=53MO', /number 53/],
    ['FREQ=YEARLY;BYDAY=MO;BYYEARDAY=5', /mixture/],
    ['FREQ=YEARLY;BYDAY=20MO;BYMONTHDAY=5', /mixture/],
    ['FREQ=YEARLY;BYWEEKNO=5;BYMONTHDAY=5', /mixture/],
  ];
  for (const [text, reason] of cases) {
    const rule = ruleOf(text);
    assert.match(rule.ok ? 'read' : rule.problem, reason, text);
  }
});

test('29 February occurs', () => {
  assert.equal(ruleOf('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29').ok, true);
});

test('numbers before weekdays count in months and years only', () => {
  const daysOf = (text: string): unknown => {
    const rule = ruleOf(text);
    return rule.ok && rule.value.days;
  };
  assert.deepEqual(daysOf('FREQ=WEEKLY;BYDAY=2MO,+1TU,WE'), ['MO', 'TU', 'WE']);
  assert.deepEqual(daysOf('FREQ=MONTHLY;BYDAY=2MO,+1TU,WE'), ['2MO', '1TU', 'WE']);
});
