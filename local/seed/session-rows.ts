import { classAt, type ClassLayout } from './class-layout.ts'
import { rowOfUuid, rowUuid } from './draw.ts'
import type { Verdict } from './row-class.ts'
import type { SeededTable } from './seeded-table.ts'
import type { SessionClass, SessionRow } from './session-class.ts'
import { createdOf, expiryOf, setBack } from './session-time.ts'

const sessionSalt = 31
/** Names of caches of WSO2 that are kept in the tables. */
const types = {
  first: 'AppAuthFrameworkSessionContextCache',
  second: 'SAMLSSOParticipantCache',
} as const

/** Session ids are numbered; each has the rows of its class. */
export const sessionId = (seed: number, group: number): string => rowUuid(seed, group, sessionSalt)
export const sessionOf = (id: string, seed: number, groups: number): number | undefined =>
  rowOfUuid(id, seed, groups, sessionSalt)

/**
 * One of the two stores. Both number their rows alike, group by group with room for the most rows
 * of a class.
 */
export function sessionStore(
  temporary: boolean,
  layout: ClassLayout<SessionClass>,
  seed: number,
  cutoff: number,
): SeededTable {
  const most = Math.max(...layout.runs.map(({ rowClass }) => rowClass.rows.length))
  const groupOf = (at: number): number => Math.floor(at / most)
  const rowAt = (at: number): SessionRow | undefined => classAt(layout, groupOf(at)).rows[at % most]
  const known = (at: number): SessionRow => {
    const row = rowAt(at)
    if (row === undefined) throw new RangeError(`no session row ${at}`)
    return row
  }
  const times = (
    at: number,
    { created, expires }: SessionRow,
  ): readonly [string, string | null] => {
    const made = createdOf(
      created,
      cutoff,
      setBack(classAt(layout, groupOf(at)).back, seed, groupOf(at)),
    )
    return [made.toString(), expiryOf(expires, made, cutoff)]
  }
  return {
    table: temporary ? 'IDN_AUTH_TEMP_SESSION_STORE' : 'IDN_AUTH_SESSION_STORE',
    columns: [
      'SESSION_ID',
      'SESSION_TYPE',
      'OPERATION',
      'SESSION_OBJECT',
      'TIME_CREATED',
      'TENANT_ID',
      'EXPIRY_TIME',
    ],
    key: ['SESSION_ID', 'SESSION_TYPE', 'TIME_CREATED', 'OPERATION'],
    wide: 'TIME_CREATED',
    rows: layout.total * most,
    exists: (at) => rowAt(at)?.temporary === temporary,
    row: (at) => {
      const row = known(at)
      const [created, expiry] = times(at, row)
      // A marker has no object.
      const object =
        row.operation === 'DELETE'
          ? null
          : `session ${at} of user-${groupOf(at)}, authenticated by BasicAuthenticator at ` +
            `${created}`
      return [
        sessionId(seed, groupOf(at)),
        types[row.type],
        row.operation,
        object,
        created,
        '-1234',
        expiry,
      ]
    },
    verdict: (at): Verdict => known(at).verdict,
    find: ([id = '', type, created, operation]) => {
      const group = sessionOf(id, seed, layout.total)
      if (group === undefined) return undefined
      const nth = classAt(layout, group).rows.findIndex(
        (row, n) =>
          row.temporary === temporary &&
          types[row.type] === type &&
          row.operation === operation &&
          times(group * most + n, row)[0] === created,
      )
      return nth < 0 ? undefined : group * most + nth
    },
    tokens: () => [],
  }
}
