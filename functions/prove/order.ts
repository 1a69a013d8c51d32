import type { ForeignKey, Table } from '../engines/schema.ts'
import type { Link } from './links.ts'
import type { Making } from './making.ts'

/** Columns of a table whose values are taken from rows of another one. */
export interface Tied {
  readonly to: string
  readonly columns: readonly string[]
  readonly toColumns: readonly string[]
  /** A foreign key: the other row has to be there. */
  readonly must: boolean
  /** Those of the columns that may be NULL instead. */
  readonly mayBeNull: readonly string[]
}

interface Next {
  readonly table: Table
  readonly ties: readonly Tied[]
}

const upper = (names: readonly string[]) => names.map((name) => name.toUpperCase())

/** The tables, each after those that its rows refer to; what goes round begins anywhere. */
export function inOrder({ tables, foreignKeys, edges }: Making): Next[] {
  const links = [...edges.links, ...edges.links.map(turned)]
  const left = new Map(tables.map((table) => [table.name.toUpperCase(), table]))
  const next: Next[] = []
  const done = new Set<string>()
  while (left.size > 0) {
    const open = [...left.values()].map((table) => ({
      table,
      waits: waitsFor(table, foreignKeys, links, left).length,
    }))
    open.sort((a, b) => a.waits - b.waits)
    const table = open[0]?.table
    if (table === undefined) break
    const name = table.name.toUpperCase()
    left.delete(name)
    done.add(name)
    next.push({ table, ties: tiesOf(table, foreignKeys, links, done) })
  }
  return next
}

const turned = ({ table, columns, to, toColumns }: Link): Link => ({
  table: to,
  columns: toColumns,
  to: table,
  toColumns: columns,
})

/** Tables still to come whose rows this one's rows name. */
function waitsFor(
  { name }: Table,
  foreignKeys: readonly ForeignKey[],
  links: readonly Link[],
  left: ReadonlyMap<string, Table>,
): string[] {
  const own = name.toUpperCase()
  const parents = foreignKeys
    .filter((key) => key.table.toUpperCase() === own)
    .map((key) => key.parent.toUpperCase())
  const named = links
    .filter(({ table, to, toColumns }) => {
      const key = upper(left.get(to)?.key.map((part) => part.name) ?? [])
      return table === own && key.length > 0 && key.every((part) => toColumns.includes(part))
    })
    .map(({ to }) => to)
  // A parent weighs more: without it the row cannot be put in.
  const waits = [...parents, ...parents, ...parents, ...named]
  return waits.filter((one) => one !== own && left.has(one))
}

function tiesOf(
  table: Table,
  foreignKeys: readonly ForeignKey[],
  links: readonly Link[],
  done: ReadonlySet<string>,
): Tied[] {
  const own = table.name.toUpperCase()
  const soft = links
    .filter((link) => link.table === own && done.has(link.to))
    .map((link): Tied => ({ ...link, must: false, mayBeNull: [] }))
  const hard = foreignKeys
    .filter((key) => key.table.toUpperCase() === own && done.has(key.parent.toUpperCase()))
    .map(
      (key): Tied => ({
        to: key.parent.toUpperCase(),
        columns: upper(key.columns),
        toColumns: upper(key.parentColumns),
        must: true,
        mayBeNull: upper(
          key.columns.filter((column) =>
            table.columns.some(({ name, nullable }) => name === column && nullable),
          ),
        ),
      }),
    )
  // The keys last: what they say stands.
  return [...soft, ...hard]
}
