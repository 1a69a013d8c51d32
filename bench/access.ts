import type { DatabaseServer } from '../local/server/server-software.ts'
import { databaseName } from './database-name.ts'
import type { Access } from './job.ts'

/** As the user who has all privileges. */
export const accessTo = (server: DatabaseServer): Access => ({
  host: server.host,
  port: server.port,
  user: server.rootUser,
  password: server.rootPassword,
  database: databaseName,
})
