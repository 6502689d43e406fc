// Preloaded into a process under test: a fault in some handler that nobody catches.
process.on('SIGUSR2', () => void Promise.reject(new Error('Nobody handles this')));
