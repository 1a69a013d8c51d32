import type { Dialect } from '../../functions/engines/dialect.ts'
import { mariadb } from '../../functions/engines/mariadb/mariadb.ts'
import { mysql } from '../../functions/engines/mysql/mysql.ts'
import { postgres } from '../../functions/engines/postgres/postgres.ts'

/** Every engine there is a server of to test on. */
export const dialects: Readonly<Record<string, Dialect>> = {
  mariadb,
  mysql,
  postgres,
  postgresql: postgres,
}
