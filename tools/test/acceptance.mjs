// docs/acceptance.md says for each capability, fault (F1) and attack (A5) which tests prove it; this checks that they exist.

const row = /^\|\s*([A-Z]+-\d+|[AF]\d+)\s*\|(.*)\|\s*$/;
const reference = /`([^`]+\.spec\.(?:ts|mjs))(?::([^`]+))?`/g;

/**
 * The problems of the table in `markdown`: a row that names no test, a file that does not exist, a test name (written
 * `path.spec.ts:its name`) that the file does not hold. `read` resolves a path to its text, or undefined.
 */
export function acceptanceProblems(markdown, read) {
  const problems = [];
  let rows = 0;
  for (const line of markdown.split('\n')) {
    const match = row.exec(line);
    if (!match) continue;
    rows += 1;
    const [, id, cells] = match;
    const references = [...cells.matchAll(reference)];
    if (!references.length) problems.push(`${id} names no test`);
    for (const [, path, name] of references) {
      const text = read(path);
      if (text === undefined) problems.push(`${id}: ${path} does not exist`);
      else if (name && !text.includes(name)) problems.push(`${id}: ${path} has no "${name}"`);
    }
  }
  if (!rows) problems.push('no row was found');
  return problems;
}
