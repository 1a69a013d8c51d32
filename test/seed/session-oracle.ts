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

export const sessionKey = ({ session, type, created, operation }: SessionRecord): string => JSON.stringify([session, type, created.toString(), operation])

/** The keys of the dead rows. */
export function deadSessionRows(rows: readonly SessionRecord[], cutoff: bigint): Set<string> {
  const dead = new Set<string>()
  for (const sessions of Map.groupBy(rows, ({ session, type }) => JSON.stringify([session, type])).values()) {
    const superseded = ({ created }: SessionRecord): boolean => sessions.some((newer) => newer.created > created && newer.created < cutoff)
    const newest = ({ created }: SessionRecord): boolean => sessions.every((other) => other.created <= created)
    const expired = ({ expiry }: SessionRecord): boolean => expiry !== null && expiry > 0n && expiry < cutoff
    const markers = sessions.filter(({ operation }) => operation === 'DELETE')
    const others = sessions.filter(({ operation }) => operation !== 'DELETE')
    const living = others.filter((row) => !expired(row) && !superseded(row))
    for (const row of others) if (!living.includes(row)) dead.add(sessionKey(row))
    for (const marker of markers) {
      // It still ends a row that is there.
      if (living.some((row) => row.operation === 'STORE' && row.created <= marker.created)) continue
      if (expired(marker) || superseded(marker) || (newest(marker) && marker.created < cutoff)) dead.add(sessionKey(marker))
    }
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
export function deadSessionChildren(children: readonly SessionChild[], stores: readonly (readonly SessionRecord[])[], cutoffMilliseconds: number): Set<string> {
  const left = new Set<string>()
  for (const rows of stores) {
    const dead = deadSessionRows(rows, BigInt(cutoffMilliseconds) * 1_000_000n)
    for (const row of rows) if (!dead.has(sessionKey(row))) left.add(row.session)
  }
  const settled = ({ created }: SessionChild): boolean => created === undefined || (created !== null && created < cutoffMilliseconds)
  return new Set(children.filter((child) => !left.has(child.session) && settled(child)).map(({ key }) => key))
}
