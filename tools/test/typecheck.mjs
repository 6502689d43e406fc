import { fromNx } from './results.mjs';
import { runLogged } from './run.mjs';

/** The types of every project; Nx skips those whose sources have not changed. */
export async function typecheck(context, update) {
  const projects = context.only.length
    ? [`--projects=${context.only.map((path) => `@datacare/${path.split('/').at(-1)}`).join(',')}`]
    : [];
  const args = ['run-many', '-t', 'typecheck', '--parallel=2', '--outputStyle=static', ...projects];
  let done = 0;
  const onLine = (line) => {
    if (/^> nx run/.test(line)) update(`${(done += 1)} projects`);
  };
  const { code, output, log } = await runLogged(context, 'typecheck', 'nx', args, { onLine });
  return fromNx(output, code, log);
}
