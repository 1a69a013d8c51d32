import type { Words } from '../words.ts'
import { literal, tableName } from './ms-text.ts'
import { placeOf } from './place.ts'
import { needed } from './rights.ts'

const user = 'the user of the secret'
const least = (database: string) =>
  `In ${placeOf(database).database}: GRANT ${needed.join(', ')} ON SCHEMA::dbo TO ${user}; ` +
  `GRANT SHOWPLAN TO ${user}; GRANT VIEW DATABASE STATE, VIEW DEFINITION TO ${user}`
const server = 'in master: GRANT VIEW SERVER STATE TO the login of the secret'

export const words: Words = {
  // All that is asked for in the end, so that nobody comes back for the next one.
  grants: (database, refresh) =>
    `${least(database)}; ${refresh ? `GRANT ALTER ON SCHEMA::dbo TO ${user}; ` : ''}${server}`,
  grantLeast: least,
  grantRebuild: (_, table) => `GRANT ALTER ON ${tableName(table)} TO ${user}`,
  grantRefresh: (database) =>
    `In ${placeOf(database).database}: GRANT ALTER ON SCHEMA::dbo TO ${user}`,
  refreshRight: 'ALTER',
  refreshAsksFor:
    'On production UPDATE STATISTICS requires ALTER on the tables; grant it, or set ' +
    'limits.analyze to false.',
  refresh: 'UPDATE STATISTICS',
  check: 'DBCC CHECKTABLE',
  utcNow: 'SYSUTCDATETIME()',
  replicaRight: 'VIEW SERVER STATE',
  stopJob: ({ name }) => `EXEC msdb.dbo.sp_update_job @job_name = ${literal(name)}, @enabled = 0`,
  readRoutine: 'sp_helptext',
  sessionsUnseen: [
    'Without VIEW SERVER STATE what other sessions do is not visible; one of them may be ' +
      'cleaning, and the throttle sees neither running queries nor the version store.',
    `${server}: it shows what sessions do, and changes nothing.`,
  ],
  jobsUnseen: [
    'The jobs of SQL Server Agent are not visible to this user; one of them may be cleaning.',
    'As the master user: SELECT j.name, s.command FROM msdb.dbo.sysjobs j JOIN ' +
      'msdb.dbo.sysjobsteps s ON s.job_id = j.job_id WHERE j.enabled = 1.',
  ],
  triggersUnseen: 'Without VIEW DEFINITION the texts of triggers are not visible.',
  grantTriggers: (database) => `In ${placeOf(database).database}: GRANT VIEW DEFINITION TO ${user}`,
  connect: (host, port, database) =>
    `sqlcmd -S tcp:${host},${port} -d ${placeOf(database).database} -U USER -N`,
}
