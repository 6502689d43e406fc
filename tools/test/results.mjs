// What a phase of the tests comes to, and how it is told.

import { plain, readNxOutput } from '../start/nx-output.mjs';

/** A result starts empty; `failures` are `{ title, detail }`, `log` is the file that holds the whole output. */
export const emptyResult = () => ({ passed: 0, failed: 0, failures: [], logs: [] });

/** One check that either holds or does not. */
export const oneCheck = (title, holds, detail = '', log = undefined) => ({
  passed: holds ? 1 : 0,
  failed: holds ? 0 : 1,
  failures: holds ? [] : [{ title, detail }],
  logs: holds || !log ? [] : [log],
});

export const combine = (results) =>
  results.reduce(
    (sum, result) => ({
      passed: sum.passed + result.passed,
      failed: sum.failed + result.failed,
      failures: [...sum.failures, ...result.failures],
      logs: [...sum.logs, ...result.logs],
    }),
    emptyResult(),
  );

export const lastLinesOf = (text, count) =>
  plain(text).trimEnd().split('\n').slice(-count).join('\n');

/** A stack without the frames of packages and of Node itself. */
const withoutForeignFrames = (text) =>
  text
    .split('\n')
    .filter((line) => !/^\s+at .*(node_modules|node:)/.test(line))
    .join('\n');

/** The result of a Jest run from its JSON report; a suite that could not run counts as one failure. */
export function fromJest(report, log) {
  const failures = [];
  for (const suite of report.testResults) {
    const failed = suite.assertionResults.filter(({ status }) => status === 'failed');
    for (const test of failed) {
      failures.push({
        title: [suite.name, ...test.ancestorTitles, test.title].join(' › '),
        detail: withoutForeignFrames(plain(test.failureMessages.join('\n'))),
      });
    }
    if (!failed.length && suite.status === 'failed') {
      failures.push({ title: suite.name, detail: plain(suite.message ?? 'the suite did not run') });
    }
  }
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    failures,
    logs: failures.length ? [log] : [],
  };
}

/** The result of `node --test --test-reporter=tap`. */
export function fromTap(text, log) {
  const count = (word) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const passed = count('pass');
  const failed = count('fail') + count('cancelled');
  const complete = /^# tests \d+$/m.test(text);
  const titles = [...text.matchAll(/^\s*not ok \d+ - (.+)$/gm)].map((match) => match[1]);
  const failures = titles.map((title) => ({ title, detail: '' }));
  if (!complete)
    failures.push({ title: 'the test run did not end', detail: lastLinesOf(text, 20) });
  return {
    passed,
    failed: complete ? failed : failed + 1,
    failures: failed || !complete ? failures : [],
    logs: failed || !complete ? [log] : [],
  };
}

const isError = (line) => /error (TS|NG)\d+|\berror:/i.test(line);

/** The result of an Nx run: a task is a check. */
export function fromNx(output, code, log) {
  const { tasks, failed } = readNxOutput(output);
  const failures = failed.map((title) => {
    const printed = tasks.find(({ task }) => task === title)?.output ?? '';
    return { title, detail: printed.split('\n').filter(isError).slice(0, 12).join('\n') };
  });
  if (code !== 0 && !failures.length) {
    failures.push({ title: 'nx did not run', detail: lastLinesOf(output, 20) });
  }
  const passed = tasks.filter(({ task }) => !failed.includes(task)).length;
  return { passed, failed: failures.length, failures, logs: failures.length ? [log] : [] };
}

/** The failures of a phase as text, at most `limit` of them with at most 12 lines each. */
export function describeFailures({ failures, logs }, limit = 25) {
  const indent = (text) => text.replace(/^/gm, '      ');
  const shown = failures.slice(0, limit).map(({ title, detail }) => {
    const lines = detail.trim().split('\n').slice(0, 12).join('\n');
    return `  ✗ ${title}${lines ? `\n${indent(lines)}` : ''}`;
  });
  const rest = failures.length - shown.length;
  if (rest > 0) shown.push(`  … and ${rest} more`);
  for (const log of [...new Set(logs)]) shown.push(`  log: ${log}`);
  return shown.join('\n');
}

export const summaryLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`;
