/**
 * The safe rules for sessions once more, over plain rows: knows neither the seed's classes nor any
 * SQL. Times are epoch nanoseconds. Give it the rows of one store: a row of the other store changes
 * nothing.
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
    // What goes must not lay open a living row beneath it, nor take the end from one of its own
    // instant.
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

/** What a session's own row of metadata says. */
export interface SessionMark {
  readonly session: string
  readonly type: string
  readonly value: string
}

interface About {
  /** Each store's rows as they were. */
  readonly stores: readonly (readonly SessionRecord[])[]
  readonly marks: readonly SessionMark[]
  /** Epoch ms: of the stores, and of what is about sessions, which is kept longer. */
  readonly cutoff: number
  readonly kept?: number
}

/**
 * The keys of the dead rows of each table that hangs on session ids, by what decides beside the
 * stores.
 */
export function deadAboutSessions(
  { stores, marks, cutoff, kept = 0 }: About,
  tables: {
    /** Users and applications: the session must say when it was last used. */
    readonly users: readonly (readonly SessionChild[])[]
    readonly marked: readonly SessionChild[]
    readonly federated: readonly SessionChild[]
  },
): Set<string> {
  const left = new Set<string>()
  for (const rows of stores) {
    const dead = deadSessionRows(rows, BigInt(cutoff) * 1_000_000n)
    for (const row of rows) if (!dead.has(sessionKey(row))) left.add(row.session)
  }
  const edge = cutoff - kept
  const longAgo = (value: string): boolean =>
    /^\d{1,18}$/.test(value) && BigInt(value) > 0n && BigInt(value) < BigInt(edge)
  const times = (session: string): string[] =>
    marks
      .filter((mark) => mark.session === session)
      .filter(({ type }) => type === 'Login Time' || type === 'Last Access Time')
      .map(({ value }) => value)
  const idle = ({ session }: SessionChild): boolean =>
    !left.has(session) && times(session).every(longAgo)
  const dead = new Set<string>()
  const held = new Set<string>()
  for (const child of tables.users.flat())
    if (idle(child) && times(child.session).length > 0) dead.add(child.key)
    else held.add(child.session)
  for (const child of tables.marked)
    if (idle(child) && !held.has(child.session)) dead.add(child.key)
  for (const child of tables.federated)
    if (idle(child) && child.created != null && child.created < edge) dead.add(child.key)
  return dead
}
