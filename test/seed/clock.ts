import type { Clock } from '../../functions/engines/database.ts'

/** The time of the machine. */
export const clock: Clock = {
  now: () => performance.now(),
  sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
  random: Math.random,
}
