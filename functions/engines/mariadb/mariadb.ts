import type { Dialect } from '../dialect.ts'
import { openDatabase } from '../mysql/connection.ts'
import { mysql } from '../mysql/mysql.ts'
import { mariadbQuestions } from '../mysql/server-questions.ts'

/** MariaDB 10.4 and later: the SQL is MySQL's, except as below. */
export const mariadb: Dialect = {
  ...mysql,
  engine: 'mariadb',
  open: (address) => openDatabase({ ...address, dialect: mariadb }),
  server: mariadbQuestions,
  words: { ...mysql.words, replicaRight: 'REPLICA MONITOR' },
}
