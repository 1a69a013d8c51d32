import { NamedError } from '../contract/errors.ts'
import type { Dialect } from '../engines/dialect.ts'
import { ask, type Database } from '../engines/database.ts'
import { leeway, wall } from './zone-witness.ts'

/**
 * The run's clock decides what is dead. A fast clock makes live rows look dead, so the database
 * server's clock must agree before anything is planned or deleted.
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
    `The clock of the server of ${name} shows ${utc} UTC, Drydock's shows ` +
      `${new Date(now()).toISOString()}: they differ by ${shown(apart)}, and ${leeway / 60_000} ` +
      'min are allowed. This step deleted nothing. Correct the wrong clock, then start the ' +
      'execution again.',
  )
}

/**
 * A start in the future would move every cutoff into the future. @throws NamedError ClocksDisagree
 */
export function refuseFutureStart(startTime: string, now: number): void {
  const ahead = Date.parse(startTime) - now
  if (ahead <= leeway) return
  throw new NamedError(
    'ClocksDisagree',
    `The execution started at ${startTime}, ${shown(ahead)} after Drydock's clock, which ` +
      `shows ${new Date(now).toISOString()}. Nothing was planned. Correct the wrong clock, or ` +
      'start the execution without its own start time.',
  )
}

function shown(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
