/** Columns of two tables that are compared with each other; all names in capitals. */
export interface Link {
  readonly table: string
  readonly columns: readonly string[]
  readonly to: string
  readonly toColumns: readonly string[]
}

/** Adds a link once, however its names are written. */
export function addLink(links: Link[], { table, columns, to, toColumns }: Link): void {
  const one = {
    table: table.toUpperCase(),
    columns: columns.map((name) => name.toUpperCase()),
    to: to.toUpperCase(),
    toColumns: toColumns.map((name) => name.toUpperCase()),
  }
  if (!links.some((known) => JSON.stringify(known) === JSON.stringify(one))) links.push(one)
}
