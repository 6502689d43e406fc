// Live progress: one line that renews itself on a terminal, a line every few seconds elsewhere (logs of a CI run).
const isTerminal = process.stdout.isTTY === true;
const quietMs = 5_000;

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

const clearLine = () => {
  if (isTerminal) process.stdout.write('\r\u001b[2K');
};

/** A line of its own. */
export function say(text) {
  clearLine();
  console.log(text);
}

/**
 * Runs `work` under a label. `work` gets `update(detail)`; what it returns is passed on, and a returned or updated
 * detail stands in the closing line.
 */
export async function step(label, work) {
  const started = Date.now();
  let detail = '';
  let lastLine = started;
  const line = (mark) =>
    `${mark} ${label}${detail ? `: ${detail}` : ''} (${seconds(Date.now() - started)})`;
  const show = () => {
    if (isTerminal) {
      clearLine();
      process.stdout.write(line('…').slice(0, (process.stdout.columns ?? 100) - 1));
    } else if (Date.now() - lastLine >= quietMs) {
      lastLine = Date.now();
      console.log(line('…'));
    }
  };
  if (!isTerminal) console.log(`… ${label}`);
  const timer = setInterval(show, isTerminal ? 200 : 1_000);
  try {
    const result = await work((text) => {
      detail = text;
    });
    say(line('✓'));
    return result;
  } catch (error) {
    say(line('✗'));
    throw error;
  } finally {
    clearInterval(timer);
  }
}
