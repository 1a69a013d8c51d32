import type { Words } from '../words.ts'
import { olderJob } from './jobs.ts'
import { identifier, literal, quoted } from './ora-text.ts'
import { placeOf } from './place.ts'
import { needed } from './rights.ts'

const user = 'the user of the secret'
const ownerOf = (database: string): string => {
  const { schema } = placeOf(database)
  return schema === null ? 'OWNER' : quoted(schema)
}
/** Oracle grants table by table: a loop over the owner's. */
const onEach = (database: string, privileges: readonly string[]): string => {
  const { schema } = placeOf(database)
  const owner = schema === null ? "'OWNER'" : literal(schema)
  return (
    `BEGIN FOR t IN (SELECT OWNER, TABLE_NAME FROM DBA_TABLES WHERE OWNER = ${owner}) LOOP ` +
    `EXECUTE IMMEDIATE 'GRANT ${privileges.join(', ')} ON "' || t.OWNER || '"."' || t.TABLE_NAME ` +
    `|| '" TO USER_OF_THE_SECRET'; END LOOP; END;`
  )
}
/** On RDS the master user grants what is SYS's by a procedure of RDS's. */
const packages = ['DBMS_LOCK', 'DBMS_CRYPTO']
  .map(
    (name) =>
      `EXEC rdsadmin.rdsadmin_util.grant_sys_object('${name}', 'USER_OF_THE_SECRET', 'EXECUTE')`,
  )
  .join('; ')
const least = (database: string): string =>
  `${onEach(database, needed)}; GRANT CREATE SESSION, SELECT_CATALOG_ROLE TO ${user}; ${packages}`

export const words: Words = {
  // All that is asked for in the end, so that nobody comes back for the next one.
  grants: (database, refresh) =>
    `${least(database)}${refresh ? `; GRANT ANALYZE ANY TO ${user}` : ''}`,
  grantLeast: least,
  grantRebuild: (database, table) =>
    `GRANT ALTER ON ${ownerOf(database)}.${identifier(table)} TO ${user}; ALTER TABLE ` +
    `${ownerOf(database)}.${identifier(table)} ENABLE ROW MOVEMENT`,
  grantRefresh: () => `GRANT ANALYZE ANY TO ${user}`,
  refreshRight: 'ANALYZE ANY (or the ownership of the tables)',
  refreshAsksFor:
    'On production DBMS_STATS requires ANALYZE ANY or the owner of the tables; grant it, or set ' +
    'limits.analyze to false.',
  refresh: 'DBMS_STATS',
  check: 'ANALYZE … VALIDATE STRUCTURE',
  utcNow: 'SYS_EXTRACT_UTC(SYSTIMESTAMP)',
  replicaRight: 'SELECT_CATALOG_ROLE',
  stopJob: (job) => {
    const number = olderJob(job)
    return number === null
      ? `EXEC DBMS_SCHEDULER.DISABLE(${literal(job.shown)})`
      : `EXEC DBMS_JOB.BROKEN(${number}, TRUE), then COMMIT, as ${job.owner}`
  },
  readRoutine: 'SELECT TEXT FROM DBA_SOURCE WHERE NAME =',
  sessionsUnseen: [
    'Without SELECT_CATALOG_ROLE what other sessions do is not visible.',
    `GRANT SELECT_CATALOG_ROLE TO ${user}.`,
  ],
  jobsUnseen: [
    'Without SELECT_CATALOG_ROLE the jobs of others are not visible; one of them may be cleaning.',
    `GRANT SELECT_CATALOG_ROLE TO ${user}.`,
  ],
  triggersUnseen: 'Without SELECT_CATALOG_ROLE triggers of others are not visible.',
  grantTriggers: () => `GRANT SELECT_CATALOG_ROLE TO ${user}.`,
  connect(host, port, name) {
    const { service, schema } = placeOf(name)
    return (
      `sql USER@'tcps://${host}:${port}/${service}'` +
      `${schema === null ? '' : `, then ALTER SESSION SET CURRENT_SCHEMA = ${quoted(schema)}`}`
    )
  },
}
