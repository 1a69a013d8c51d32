import type { Dialect } from './dialect.ts'
import { mariadb } from './mariadb/mariadb.ts'
import { mysql } from './mysql/mysql.ts'

/** Every engine Drydock knows, by the name RDS gives it. Aurora is MySQL's own code above the storage. */
export const dialects: Readonly<Record<string, Dialect>> = { mysql, mariadb, 'aurora-mysql': mysql }
