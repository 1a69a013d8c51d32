/**
 * The server has no limit of its own for a statement: the driver ends a call (`callTimeout`). What
 * sets it is a statement all the same, which the session's other readers see in V$SESSION, and by
 * which the connection sets the driver's.
 */
export const limitTime = (milliseconds: number): string =>
  `BEGIN DBMS_APPLICATION_INFO.SET_CLIENT_INFO('drydock: calls end after ${Math.round(
    milliseconds,
  )} ms'); END;`

const saying = new RegExp(
  `^${limitTime(0).replace(/[.()]/g, '\\$&').replace('after 0 ms', 'after (\\d+) ms')}$`,
)

/** The ms that such a statement says; null for any other statement. */
export function limitSaid(text: string): number | null {
  const said = saying.exec(text)
  return said === null ? null : Number(said[1])
}
