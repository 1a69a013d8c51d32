import type { HashedColumn, Join, KeyColumn } from '../dialect.ts'
import type { NamedRows } from '../named-rows.ts'
import { isAscii, joined, name, quoted, raw, sql, type Piece } from './ms-text.ts'
import { rowHash, timeType } from './row-text.ts'

/**
 * What a statement may take: rows of a row lock each, passing by what others hold. READPAST takes
 * no part in row versions (READ_COMMITTED_SNAPSHOT), hence the last ("Table hints").
 */
export const locking = 'UPDLOCK, ROWLOCK, READPAST, READCOMMITTEDLOCK'
/** Locks nothing and waits for nobody: a row more, or less, only makes a batch smaller. */
export const dirty = 'READUNCOMMITTED'

/**
 * The listed rows as t0. The list is one value, a text of JSON: a request takes 2,100 of them at
 * most. It is read first, and each of its keys looked up by the key's index (LOOP, FORCESEEK): any
 * other way would read, and lock, rows that are not on the list.
 */
export function listed(rows: NamedRows, hint: string): Piece {
  const { key, index, keys, table } = rows
  if (key.length === 0) return sql`${name(table)} t0${hinted(hint)}`
  const list = JSON.stringify(keys)
  const columns = key.map(listColumn)
  const texts = keys.every((values) => values.every((value) => isAscii(value ?? '')))
  const types = key.map((part, at) => raw(`k${at} ${listType(part, texts)} '$[${at}]'`))
  const equal = key.map(equalTo)
  const seek = [...(index === undefined ? [] : [`INDEX(${quoted(index)})`]), 'FORCESEEK', hint]
  return sql`(SELECT DISTINCT ${joined(columns, ', ')} FROM OPENJSON(${list})
    WITH (${joined(types, ', ')})) n INNER LOOP JOIN ${name(table)}
    t0${hinted(seek.filter((one) => one !== '').join(', '))} ON ${joined(equal, ' AND ')}`
}

/** What else has to hold of them: the hashes, where rows share a key. */
export const ofHashes = ({ hashes, hashed }: Pick<NamedRows, 'hashes' | 'hashed'>): Piece =>
  hashes === null ? raw('1 = 1') : hashIn(hashed, hashes)

const hashIn = (hashed: readonly HashedColumn[], hashes: readonly string[]): Piece =>
  sql`${rowHash(hashed)} IN (SELECT CAST(value AS BIGINT)
    FROM OPENJSON(${JSON.stringify(hashes)}))`

export const hinted = (hint: string): Piece => raw(hint === '' ? '' : ` WITH (${hint})`)

/** The collation is the column's own: those of a list and a column would be in conflict. */
function listColumn({ kind, type = '', collated }: KeyColumn, at: number): Piece {
  if (kind === 'binary') return raw(`CONVERT(VARBINARY(8000), k${at}, 2) AS k${at}`)
  if (kind === 'time') return raw(`CONVERT(${timeType(type)}, k${at}, 121) AS k${at}`)
  const known = kind === 'text' && collated !== undefined && /^\w+$/.test(collated)
  return raw(known ? `k${at} COLLATE ${collated} AS k${at}` : `k${at}`)
}

/** See `comparable` in ms-text.ts of VARCHAR. */
function listType({ kind, type = '' }: KeyColumn, ascii: boolean): string {
  if (kind === 'integer') return /^(tiny|small|big)?int$/.test(type) ? type.toUpperCase() : 'BIGINT'
  if (kind === 'text' && !ascii && !/^(var)?char/.test(type)) return 'NVARCHAR(4000)'
  return 'VARCHAR(8000)'
}

/** NULL is equal to NULL where a key takes it: an INTERSECT says so, and an index answers it. */
const equalTo = ({ name: id, nullable }: KeyColumn, at: number): Piece =>
  raw(
    nullable
      ? `EXISTS (SELECT t0.${quoted(id)} INTERSECT SELECT n.k${at})`
      : `t0.${quoted(id)} = n.k${at}`,
  )

/** Tables joined to the rows, in this order, as j0, j1, … with the hint of the last one. */
export const joinedTables = (joins: readonly Join[], between: string, last: string): Piece =>
  joined(
    joins.map(({ table, on, indexes = [] }, at) => {
      const before = at === 0 ? 't0' : `j${at - 1}`
      const equal = Object.entries(on).map(([there, here]) =>
        raw(`j${at}.${quoted(there)} = ${before}.${quoted(here)}`),
      )
      const hint = at === joins.length - 1 ? last : between
      // Where no index begins with a column, the server would refuse to seek.
      const [way, seek] =
        indexes.length === 0 ? ['INNER JOIN', ''] : ['INNER LOOP JOIN', 'FORCESEEK']
      return sql` ${raw(way ?? '')} ${name(table)} ${raw(`j${at}`)}${hinted(
        [seek, hint].filter((one) => one !== '').join(', '),
      )} ON ${joined(equal, ' AND ')}`
    }),
    '',
  )
