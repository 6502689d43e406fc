import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plain } from '../start/nx-output.mjs';
import { acceptanceProblems } from './acceptance.mjs';
import { parseOptions } from './options.mjs';
import {
  combine,
  describeFailures,
  fromJest,
  fromNx,
  fromTap,
  oneCheck,
  summaryLine,
} from './results.mjs';

describe('the options of the tests', () => {
  it('run every phase unless told otherwise', () => {
    const options = parseOptions([]);
    assert.deepEqual(options.phases, ['lint', 'typecheck', 'drift', 'test', 'flow', 'e2e']);
  });

  it('leave out what belongs to no project when one is named', () => {
    const options = parseOptions(['--only', './libs/messaging/']);
    assert.deepEqual(options, {
      only: ['libs/messaging'],
      phases: ['lint', 'typecheck', 'test'],
    });
  });

  it('keep the order of the phases and refuse an unknown one', () => {
    assert.deepEqual(parseOptions(['--phase', 'e2e,lint']).phases, ['lint', 'e2e']);
    assert.throws(() => parseOptions(['--phase', 'lnt']), /no phase "lnt"/);
  });
});

describe('the results', () => {
  it('count the tests of Jest and name those that failed', () => {
    const result = fromJest(
      {
        numPassedTests: 2,
        testResults: [
          {
            name: 'a.spec.ts',
            status: 'failed',
            assertionResults: [
              { status: 'passed', title: 'one', ancestorTitles: [] },
              {
                status: 'failed',
                title: 'two',
                ancestorTitles: ['A'],
                failureMessages: ['\u001b[31mno\u001b[0m'],
              },
            ],
          },
          {
            name: 'b.spec.ts',
            status: 'failed',
            message: 'does not compile',
            assertionResults: [],
          },
        ],
      },
      'log',
    );
    assert.equal(summaryLine(result), '2 passed, 2 failed');
    assert.deepEqual(result.failures, [
      { title: 'a.spec.ts › A › two', detail: 'no' },
      { title: 'b.spec.ts', detail: 'does not compile' },
    ]);
  });

  it('count the tests of the Node runner, also when it did not come to its end', () => {
    const whole = 'ok 1 - a\nnot ok 2 - b\n# tests 2\n# pass 1\n# fail 1\n# cancelled 0\n';
    assert.equal(summaryLine(fromTap(whole, 'log')), '1 passed, 1 failed');
    assert.equal(summaryLine(fromTap('ok 1 - a\n', 'log')), '0 passed, 1 failed');
  });

  it('count a task of Nx as a check, and a run that never began as a failure', () => {
    const output = [
      '> nx run @datacare/a:typecheck  [local cache]',
      '> nx run @datacare/b:typecheck',
      'src/x.ts(1,1): error TS1: wrong',
      'Failed tasks:',
      '',
      '- @datacare/b:typecheck',
      '',
    ];
    const result = fromNx(output.join('\n'), 1, 'log');
    assert.equal(summaryLine(result), '1 passed, 1 failed');
    assert.deepEqual(result.failures, [
      { title: '@datacare/b:typecheck', detail: 'src/x.ts(1,1): error TS1: wrong' },
    ]);
    assert.equal(summaryLine(fromNx('no project graph', 1, 'log')), '0 passed, 1 failed');
  });

  it('add up, and tell the failures with the log', () => {
    const sum = combine([oneCheck('lint', true), oneCheck('types', false, 'here', '/log')]);
    assert.equal(summaryLine(sum), '1 passed, 1 failed');
    assert.equal(describeFailures(sum), '  ✗ types\n      here\n  log: /log');
  });

  it('are plain text', () => {
    assert.equal(plain('\u001b[1m\u001b[31mred\u001b[0m'), 'red');
  });
});

describe('the acceptance table', () => {
  const files = { 'a.spec.ts': "it('answers once')" };
  const read = (path) => files[path];

  it('holds when each row names a test that exists', () => {
    const table = '| row | proof |\n| MSG-1 | `a.spec.ts:answers once` |\n';
    assert.deepEqual(acceptanceProblems(table, read), []);
  });

  it('counts faults and attacks as rows', () => {
    assert.deepEqual(acceptanceProblems('| F1 | `a.spec.ts` |\n| A5 | nothing |\n', read), [
      'A5 names no test',
    ]);
  });

  it('does not hold for a missing test, file or name', () => {
    const table = '| MSG-1 | soon |\n| MSG-2 | `b.spec.ts` |\n| MSG-3 | `a.spec.ts:twice` |\n';
    assert.deepEqual(acceptanceProblems(table, read), [
      'MSG-1 names no test',
      'MSG-2: b.spec.ts does not exist',
      'MSG-3: a.spec.ts has no "twice"',
    ]);
    assert.deepEqual(acceptanceProblems('# nothing', read), ['no row was found']);
  });
});
