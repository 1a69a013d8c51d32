/** What a user may do, as far as it concerns one database. */
export interface Rights {
  /** Privileges on every database, and on this one as a whole. */
  readonly everywhere: ReadonlySet<string>
  readonly here: ReadonlySet<string>
  /** Privileges on single tables of this one, by the table's name in capitals. */
  readonly tables: ReadonlyMap<string, ReadonlySet<string>>
  /** Has roles, whose privileges these lines do not show. */
  readonly roles: boolean
}

const identifier = '`(?:[^`]|``)+`'
const line = new RegExp(
  `^(GRANT|REVOKE) (.+?) ON (\\*|${identifier})\\.(\\*|${identifier}) (?:TO|FROM) `,
)

/** Reads the lines of SHOW GRANTS. */
export function readGrants(lines: readonly string[], database: string): Rights {
  const [everywhere, here] = [new Set<string>(), new Set<string>()]
  const tables = new Map<string, ReadonlySet<string>>()
  let roles = false
  for (const text of lines) {
    const [, verb, privileges = '', owner = '', object] = line.exec(text) ?? []
    if (verb === undefined) {
      roles ||= /^GRANT (?!PROXY )/.test(text) && !/ ON /.test(text)
      continue
    }
    if (owner !== '*' && !matches(owner, database)) continue
    const names = privileges
      .split(',')
      .map((name) => name.trim().replace(/^ALL PRIVILEGES$/, 'ALL'))
    // A grant on one table is not one on all that the purge and its checks read.
    if (object !== undefined && object !== '*') {
      const table = object.slice(1, -1).replaceAll('``', '`').toUpperCase()
      if (verb === 'GRANT') tables.set(table, new Set([...(tables.get(table) ?? []), ...names]))
      continue
    }
    // A REVOKE line is a partial revoke: it takes from the global grant for this database.
    if (verb === 'REVOKE') for (const name of names) here.add(`-${name}`)
    else for (const name of names) (owner === '*' ? everywhere : here).add(name)
  }
  return { everywhere, here, tables, roles }
}

export const has = ({ everywhere, here }: Rights, privilege: string): boolean =>
  here.has(privilege) ||
  here.has('ALL') ||
  ((everywhere.has(privilege) || everywhere.has('ALL')) && !here.has(`-${privilege}`))

/** On the database as a whole, or on the table alone. */
export const hasOn = (rights: Rights, table: string, privilege: string): boolean => {
  const own = rights.tables.get(table.toUpperCase())
  return has(rights, privilege) || own?.has(privilege) === true || own?.has('ALL') === true
}

/** Names of databases in grants are patterns: % and _ stand for any text and any character unless escaped. */
function matches(quoted: string, database: string): boolean {
  const pattern = quoted.slice(1, -1).replaceAll('``', '`')
  const source = pattern.replace(
    /\\([%_\\])|([%_])|([\s\S])/g,
    (_, escaped?: string, wild?: string, other?: string) =>
      wild === '%'
        ? '.*'
        : wild === '_'
          ? '.'
          : (escaped ?? other ?? '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  )
  return new RegExp(`^${source}$`, 's').test(database)
}
