import type { Clock } from '../engines/database.ts'

/** The clock of a handler's work. */
export const clock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  random: Math.random,
}
