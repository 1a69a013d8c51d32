import type { Sql } from '../dialect.ts'
import { name, raw, sql } from './mysql-text.ts'

/** Databases that the server, or RDS, keeps for itself; their events clean nothing but these. */
const own = `('mysql', 'sys', 'information_schema', 'performance_schema')`

/** Events of the server's scheduler: `owner` (the database), `name`, `definition` and `status`. One sees those of databases on which one has EVENT. */
export const events: Sql = raw(
  `SELECT EVENT_SCHEMA AS owner, EVENT_NAME AS name, EVENT_DEFINITION AS definition, STATUS AS status FROM information_schema.EVENTS WHERE EVENT_SCHEMA NOT IN ${own} ORDER BY EVENT_SCHEMA, EVENT_NAME`,
)

/** `scheduler`: ON where events run at their time. */
export const eventScheduler: Sql = raw('SELECT @@GLOBAL.event_scheduler AS scheduler')

export const disableEvent = (owner: string, event: string): Sql =>
  sql`ALTER EVENT ${name(owner)}.${name(event)} DISABLE`

/** Procedures and functions: `owner`, `name`, and `definition`, NULL where the text is not this user's to see. */
export const routines: Sql = raw(
  `SELECT ROUTINE_SCHEMA AS owner, ROUTINE_NAME AS name, ROUTINE_DEFINITION AS definition FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA NOT IN ${own}`,
)
