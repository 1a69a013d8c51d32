import type { Connection } from './driver.ts'

/** Connections of this process by the server's number of their session. */
const open = new Map<string, Pick<Connection, 'break'>>()

export const remember = (session: string, connection: Pick<Connection, 'break'>): void => {
  open.set(session, connection)
}

export const forget = (connection: Pick<Connection, 'break'>): void => {
  for (const [session, one] of open) if (one === connection) open.delete(session)
}

/** Ends the statement that a session of this process runs; of another process's, nothing. */
export const breakOff = async (session: string): Promise<void> => {
  await open.get(session)?.break()
}
