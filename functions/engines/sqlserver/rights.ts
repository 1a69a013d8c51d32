import type { Rights } from '../answers.ts'
import { text, type Question, type Row } from '../database.ts'
import { answering, raw, sql } from './ms-text.ts'
import { none, placeOf } from './place.ts'

/** Hints for locks take no privilege of their own ("Table hints"). */
export const needed = ['SELECT', 'DELETE'] as const
const asked = ['SELECT', 'DELETE', 'INSERT', 'UPDATE', 'ALTER', 'CONTROL'] as const

const onServer = (privilege: string) => `HAS_PERMS_BY_NAME(NULL, NULL, '${privilege}')`
const inDatabase = (privilege: string) => `HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', '${privilege}')`

/**
 * A row for each table of the schema, with what the user may do with it by any of its roles; one
 * row without a table where there is none. 2022 split VIEW SERVER STATE: the part for performance
 * is part of the whole.
 */
export const rights = (database: string): Question<Rights> => {
  const { schema } = database === '' ? none : placeOf(database)
  const told = asked.map(
    (privilege) =>
      `HAS_PERMS_BY_NAME(QUOTENAME(s.name) + '.' + QUOTENAME(o.name), 'OBJECT', '${privilege}') ` +
      `AS may_${privilege.toLowerCase()}`,
  )
  return answering(
    sql`SELECT o.name, ${raw(told.join(', '))}, ${raw(onServer('VIEW SERVER STATE'))} AS sees,
      HAS_PERMS_BY_NAME('msdb.dbo.sysjobs', 'OBJECT', 'SELECT') AS jobs,
      ${raw(inDatabase('VIEW DEFINITION'))} AS defines, ${raw(inDatabase('SHOWPLAN'))} AS plans,
      ${raw(inDatabase('CONTROL'))} AS keeps, ${raw(inDatabase('CREATE TABLE'))} AS creates,
      IS_SRVROLEMEMBER('sysadmin') AS super, ${raw(onServer('ALTER ANY LOGIN'))} AS logins
      FROM sys.schemas s LEFT JOIN sys.tables o ON o.schema_id = s.schema_id
      AND o.is_ms_shipped = 0 WHERE s.name = ${schema} ORDER BY o.name`,
    (rows) => {
      const [user] = rows
      const tables = rows.filter(({ name }) => name != null)
      const of = (table: string) => tables.find(({ name }) => text(name) === table)
      const alters = (row: Row | undefined) => row?.may_alter === '1' || row?.may_control === '1'
      return {
        // The server is asked what the user may do: a role's privileges are among it.
        roles: false,
        missing: [
          ...needed.filter((one) => tables.some((row) => row[`may_${one.toLowerCase()}`] !== '1')),
          ...(user?.plans === '1' ? [] : ['SHOWPLAN']),
        ],
        seesSessions: user?.sees === '1',
        seesJobs: user?.jobs === '1',
        seesTriggers: user?.defines === '1',
        // A read-only database takes writes of nobody.
        writesAnyway: false,
        mayRefresh: (table) => alters(of(table)),
        mayRebuild: (table) => alters(of(table)),
        beyond: ({ refresh, rebuild }) => [
          ...(user?.super === '1' ? ['sysadmin'] : []),
          ...(user?.logins === '1' ? ['ALTER ANY LOGIN'] : []),
          ...(user?.keeps === '1' ? ['CONTROL on the database'] : []),
          ...(user?.creates === '1' ? ['CREATE TABLE'] : []),
          ...['INSERT', 'UPDATE'].filter((one) =>
            tables.some((row) => row[`may_${one.toLowerCase()}`] === '1'),
          ),
          ...(!refresh && !rebuild && tables.some(alters) ? ['ALTER'] : []),
        ],
      }
    },
  )
}
