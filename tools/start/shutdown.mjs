// One place that ends everything, whatever asked for it: a signal, a closed terminal or a problem.
import { say } from './progress.mjs';

/**
 * `closing.add(stop)` registers what has to end, and returns how to forget it; later additions end first. `closing.run()` ends all, once, and
 * resolves when nothing is left. A signal runs it and then leaves with the signal's exit code.
 */
export function onShutdown() {
  const stops = [];
  let running;
  const run = () => {
    running ??= (async () => {
      for (const stop of stops.splice(0).reverse()) {
        await stop().catch((error) => say(`✗ while stopping: ${error.message}`));
      }
    })();
    return running;
  };
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
  let signalled = false;
  for (const [signal, code] of Object.entries(codes)) {
    process.on(signal, () => {
      if (signalled) return;
      signalled = true;
      say('Stopping …');
      void run().then(() => {
        say('Stopped.');
        process.exit(code === 130 ? 0 : code);
      });
    });
  }
  process.stdout.on('error', () => {});
  return {
    add(stop) {
      stops.push(stop);
      return () => void stops.splice(stops.indexOf(stop), stops.includes(stop) ? 1 : 0);
    },
    run,
    get signalled() {
      return signalled;
    },
  };
}
