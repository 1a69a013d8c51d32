import type pg from 'pg'

/** Of every later statement of the session. */
export const limitTime = (milliseconds: number): string =>
  `SET statement_timeout = ${Math.round(milliseconds)}`

/** The time limits of the sessions in ms, as they were told. */
const limits = new WeakMap<pg.Client, number>()

/** Takes note of a statement that sets the session's time limit. */
export function noteLimit(client: pg.Client, statement: string): void {
  const [, milliseconds] = /^SET statement_timeout = (\d+)$/.exec(statement) ?? []
  if (milliseconds !== undefined) limits.set(client, Number(milliseconds))
}

/** 0 for none. */
export const limitOf = (client: pg.Client): number => limits.get(client) ?? 0
