// Reads what `nx run-many --outputStyle=static` prints.

// Colours and cursor moves.
const escapes = /\u001b\[[0-9;?]*[A-Za-z]/g;
const taskHeader = /^> nx run (\S+).*$/gm;

/** The text without colours. */
export const plain = (text) => text.replace(escapes, '').replaceAll('\r', '');

/** The tasks that ran, each with what it printed, and the names of those that failed. */
export function readNxOutput(output) {
  const text = plain(output);
  const headers = [...text.matchAll(taskHeader)];
  const tasks = headers.map((header, index) => ({
    task: header[1],
    output: text
      .slice(header.index + header[0].length, headers[index + 1]?.index ?? text.length)
      .replace(/^ NX .*/ms, '')
      .trim(),
  }));
  const list = /^Failed tasks:\n\n((?:- .+\n)+)/m.exec(text)?.[1] ?? '';
  const failed = [...list.matchAll(/^- (\S+)$/gm)].map((match) => match[1]);
  return { tasks, failed };
}
