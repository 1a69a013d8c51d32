import type { Rights } from '../answers.ts'
import type { Question } from '../database.ts'
import { answering, raw } from './mysql-text.ts'

const needed = ['SELECT', 'DELETE']
/** The privileges for ALTER TABLE. */
export const rebuilds = ['ALTER', 'CREATE', 'INSERT'] as const
/** Harmless and useful: they show more to the preflight and change nothing. */
const harmless = [
  'USAGE',
  'SELECT',
  'PROCESS',
  'REPLICATION CLIENT',
  'REPLICATION SLAVE',
  'BINLOG MONITOR',
  'SLAVE MONITOR',
  'SHOW VIEW',
  'TRIGGER',
  'EVENT',
]
const despiteReadOnly = ['SUPER', 'CONNECTION_ADMIN', 'READ_ONLY ADMIN', 'READ ONLY ADMIN']

export const rights = (database: string): Question<Rights> =>
  answering(raw('SHOW GRANTS'), (rows) => {
    const held = readGrants(
      rows.flatMap((row) => Object.values(row)[0] ?? []),
      database,
    )
    const { everywhere, here, roles } = held
    return {
      roles,
      missing: needed.filter((privilege) => !has(held, privilege)),
      seesSessions: has(held, 'PROCESS'),
      seesJobs: everywhere.has('EVENT') || everywhere.has('ALL'),
      seesTriggers: has(held, 'TRIGGER'),
      writesAnyway: despiteReadOnly.some((one) => has(held, one)),
      // The privileges for ANALYZE TABLE.
      mayRefresh: (table) => hasOn(held, table, 'INSERT'),
      mayRebuild: (table) => rebuilds.every((privilege) => hasOn(held, table, privilege)),
      beyond({ refresh, rebuild }) {
        const used = [...needed, ...(refresh ? ['INSERT'] : []), ...(rebuild ? rebuilds : [])]
        return [
          ...[...everywhere]
            .filter((privilege) => !harmless.includes(privilege))
            .map((privilege) => `${privilege} on *.*`),
          ...[...here].filter(
            (privilege) =>
              !used.includes(privilege) &&
              !harmless.includes(privilege) &&
              !privilege.startsWith('-'),
          ),
        ]
      },
    }
  })

/** A user's privileges in one database. */
interface Privileges {
  /** Privileges on every database, and on this one as a whole. */
  readonly everywhere: ReadonlySet<string>
  readonly here: ReadonlySet<string>
  /** Privileges on single tables of this one, by table name in capitals. */
  readonly tables: ReadonlyMap<string, ReadonlySet<string>>
  /** The user has roles, whose privileges these lines do not show. */
  readonly roles: boolean
}

const identifier = '`(?:[^`]|``)+`'
const line = new RegExp(
  `^(GRANT|REVOKE) (.+?) ON (\\*|${identifier})\\.(\\*|${identifier}) (?:TO|FROM) `,
)

/** Reads the lines of SHOW GRANTS. */
function readGrants(lines: readonly string[], database: string): Privileges {
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
    // A grant on one table does not cover everything that the purge and its checks read.
    if (object !== undefined && object !== '*') {
      const table = object.slice(1, -1).replaceAll('``', '`').toUpperCase()
      if (verb === 'GRANT') tables.set(table, new Set([...(tables.get(table) ?? []), ...names]))
      continue
    }
    // A REVOKE line is a partial revoke: it restricts the global grant for this database.
    if (verb === 'REVOKE') for (const name of names) here.add(`-${name}`)
    else for (const name of names) (owner === '*' ? everywhere : here).add(name)
  }
  return { everywhere, here, tables, roles }
}

const has = ({ everywhere, here }: Privileges, privilege: string): boolean =>
  here.has(privilege) ||
  here.has('ALL') ||
  ((everywhere.has(privilege) || everywhere.has('ALL')) && !here.has(`-${privilege}`))

/** On the database as a whole, or on the table alone. */
const hasOn = (rights: Privileges, table: string, privilege: string): boolean => {
  const own = rights.tables.get(table.toUpperCase())
  return has(rights, privilege) || own?.has(privilege) === true || own?.has('ALL') === true
}

/**
 * Names of databases in grants are patterns: % and _ stand for any text and any character unless
 * escaped.
 */
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
