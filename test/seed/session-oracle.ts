/**
 * The safe rules for sessions once more, over plain rows: knows neither the seed's classes nor any SQL. Times are epoch
 * nanoseconds. Give it the rows of one store: a row of the other store changes nothing.
 */
export interface SessionRecord {
  readonly session: string
  readonly type: string
  readonly operation: string
  readonly created: bigint
  readonly expiry: bigint | null
}

export const sessionKey = ({ session, type, created, operation }: SessionRecord): string =>
  JSON.stringify([session, type, created.toString(), operation])

/** The keys of the dead rows. */
export function deadSessionRows(rows: readonly SessionRecord[], cutoff: bigint): Set<string> {
  const dead = new Set<string>()
  for (const sessions of Map.groupBy(rows, ({ session, type }) =>
    JSON.stringify([session, type]),
  ).values()) {
    const superseded = ({ created }: SessionRecord): boolean =>
      sessions.some((newer) => newer.created > created && newer.created < cutoff)
    const expired = ({ expiry }: SessionRecord): boolean =>
      expiry !== null && expiry > 0n && expiry < cutoff
    const done = (row: SessionRecord): boolean =>
      expired(row) || superseded(row) || (row.operation === 'DELETE' && row.created < cutoff)
    const living = sessions.filter((row) => row.operation === 'STORE' && !done(row))
    // What goes must not lay open a living row beneath it, nor take the end from one of its own instant.
    for (const row of sessions)
      if (done(row) && !living.some(({ created }) => created <= row.created))
        dead.add(sessionKey(row))
  }
  return dead
}

export interface SessionChild {
  readonly key: string
  readonly session: string
  /** Epoch ms, where the table has a time; absent where it has none. */
  readonly created?: number | null
}

/** The keys of the dead rows of a table that hangs on session ids. `stores`: each store's rows as they were. */
export function deadSessionChildren(
  children: readonly SessionChild[],
  stores: readonly (readonly SessionRecord[])[],
  cutoffMilliseconds: number,
): Set<string> {
  const left = new Set<string>()
  for (const rows of stores) {
    const dead = deadSessionRows(rows, BigInt(cutoffMilliseconds) * 1_000_000n)
    for (const row of rows) if (!dead.has(sessionKey(row))) left.add(row.session)
  }
  // Where no session is stored, nobody can tell.
  const [main = []] = stores
  const deadInMain = deadSessionRows(main, BigInt(cutoffMilliseconds) * 1_000_000n)
  if (main.every((row) => deadInMain.has(sessionKey(row)))) return new Set()
  const settled = ({ created }: SessionChild): boolean =>
    created === undefined || (created !== null && created < cutoffMilliseconds)
  return new Set(
    children.filter((child) => !left.has(child.session) && settled(child)).map(({ key }) => key),
  )
}
