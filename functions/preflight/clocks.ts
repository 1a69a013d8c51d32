import { NamedError } from '../contract/errors.ts'
import type { Dialect } from '../engines/dialect.ts'
import { ask, type Database } from '../engines/database.ts'
import { leeway, wall } from './zone-witness.ts'

/**
 * What is dead is told by the run's clock. A clock that runs ahead makes living rows look dead, so a second one has to agree
 * before anything is planned or deleted: the database server's.
 * @throws NamedError ClocksDisagree
 */
export async function refuseOtherClock(
  name: string,
  database: Pick<Database, 'query'>,
  { server }: Dialect,
  now: () => number,
): Promise<void> {
  const { utc } = await ask(database, server.clock)
  const apart = wall(utc) - now()
  if (Math.abs(apart) <= leeway) return
  throw new NamedError(
    'ClocksDisagree',
    `The clock of the server of ${name} says ${utc} UTC and Drydock's says ${new Date(now()).toISOString()}: they are ${shown(apart)} apart, and ${leeway / 60_000} min are allowed. Nothing was deleted by this step. Correct the wrong clock, then start the execution again.`,
  )
}

/** A start later than now would move every cutoff into the future. @throws NamedError ClocksDisagree */
export function refuseFutureStart(startTime: string, now: number): void {
  const ahead = Date.parse(startTime) - now
  if (ahead <= leeway) return
  throw new NamedError(
    'ClocksDisagree',
    `The execution began at ${startTime}, ${shown(ahead)} after Drydock's clock, which says ${new Date(now).toISOString()}. Nothing was planned. Set the clock that is wrong, or start the execution without a start time of its own.`,
  )
}

function shown(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
