/** SQL states that say nothing about the data: lost connections, a server that stops or only reads, locks, full resources. */
const transientStates = /^(08|25006|40|53|55P03|57P|58|XX)/;
const networkCodes = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'];

/** Whether an error would have met any item at that moment: trying again is right, blaming the item is not. */
export function isTransient(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown };
    if (typeof code === 'string' && (transientStates.test(code) || networkCodes.includes(code)))
      return true;
    if (
      /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i.test(
        cause.message,
      )
    ) {
      return true;
    }
  }
  return false;
}
