import type { Words } from '../words.ts'
import { quoted } from './mysql-text.ts'
import { rebuilds } from './rights.ts'

export const words: Words = {
  // Everything that will be needed, so that nobody has to come back for another grant.
  grants: (database, refresh) =>
    `GRANT SELECT, DELETE${refresh ? ', INSERT' : ''} ON ${quoted(database)}.* TO the user ` +
    'of the secret; GRANT PROCESS ON *.* TO the user of the secret',
  grantLeast: (database) => `GRANT SELECT, DELETE ON ${quoted(database)}.* TO the user`,
  grantRebuild: (database, table) =>
    `GRANT ${rebuilds.join(', ')} ON ${quoted(database)}.${quoted(table)} TO the user of the ` +
    'secret',
  grantRefresh: (database) => `GRANT INSERT ON ${quoted(database)}.* TO the user of the secret`,
  refreshRight: 'INSERT',
  refreshAsksFor:
    'On production ANALYZE TABLE requires INSERT; grant it, or set limits.analyze to false.',
  refresh: 'ANALYZE TABLE',
  check: 'CHECK TABLE',
  utcNow: 'UTC_TIMESTAMP()',
  replicaRight: 'REPLICATION CLIENT',
  stopJob: ({ shown }) => `ALTER EVENT ${shown} DISABLE`,
  readRoutine: 'SHOW CREATE PROCEDURE',
  sessionsUnseen: [
    'Without the privilege PROCESS other sessions are not visible; one of them may be cleaning.',
    'GRANT PROCESS ON *.* TO the user of the secret: it shows what sessions do, and changes ' +
      'nothing.',
  ],
  jobsUnseen: [
    'The event scheduler is on, but events in databases without the EVENT privilege are not ' +
      'visible; one of them may be cleaning.',
    'As the master user: SELECT EVENT_SCHEMA, EVENT_NAME, EVENT_DEFINITION FROM ' +
      'information_schema.EVENTS. Or GRANT EVENT ON *.* TO the user of the secret, which shows ' +
      'events and also allows creating them.',
  ],
  triggersUnseen:
    "No triggers are visible; without the privilege TRIGGER none would be. The clone's user " +
    'sees them all: if there are any, the drift gate rejects a purge of production by a user ' +
    'who does not.',
  grantTriggers: (database) => `GRANT TRIGGER ON ${quoted(database)}.* TO the user of the secret`,
  connect: (host, port, database) =>
    `mysql --host ${host} --port ${port} --ssl-mode REQUIRED --user USER --password ${database}`,
}
