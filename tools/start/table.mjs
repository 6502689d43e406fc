/** Rows of equal length as lines with aligned columns, under a heading. */
export function renderTable(heading, rows) {
  const text = rows.map((row) => row.map((cell) => String(cell ?? '')));
  const widths = text.reduce(
    (known, row) => row.map((cell, index) => Math.max(cell.length, known[index] ?? 0)),
    [],
  );
  const lines = text.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index]))
      .join('   ')
      .trimEnd(),
  );
  const rule = '─'.repeat(Math.max(heading.length, ...lines.map((line) => line.length)));
  return [heading, rule, ...lines].join('\n');
}

/** The rows of the log-in table, from what the seed program reports. */
export const loginRows = (logins) =>
  logins.map(({ role, name, email, password }) => [role ?? name ?? '', email, password]);
