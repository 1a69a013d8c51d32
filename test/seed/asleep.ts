import { setTimeout } from 'node:timers/promises'
import type { Connection, RowDataPacket } from 'mysql2/promise'

/**
 * A statement of MySQL's or MariaDB's that sleeps until it is told to end: no test depends on how
 * long that takes.
 * @param text with SLEEP(60) in it, compared with what it never returns, as a killed one returns 1.
 */
export function asleep(connection: Connection, beside: Connection, text: string) {
  const over = connection.query(text).catch(() => undefined)
  const { threadId } = connection
  return {
    /** Waits until the server has been at it for so many seconds. */
    async since(seconds: number): Promise<void> {
      for (;;) {
        const [[found]] = await beside.query<RowDataPacket[]>(
          'SELECT TIME AS time FROM information_schema.PROCESSLIST WHERE ID = ? AND STATE = ' +
            "'User sleep'",
          [threadId],
        )
        if (found !== undefined && Number(found.time) >= seconds) return
        await setTimeout(20)
      }
    },
    async end(): Promise<void> {
      await beside.query(`KILL QUERY ${threadId}`)
      await over
    },
  }
}
