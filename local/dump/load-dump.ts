import { localEngine } from '../engines/engines.ts'
import type { DatabaseServer } from '../server/server-software.ts'

/**
 * Loads a dump into a database of a server of its engine. No command in the file is run on this
 * computer.
 * @throws ServerError DumpNotLoaded, which says what to do
 */
export async function loadDump(
  server: DatabaseServer,
  database: string,
  file: string,
): Promise<void> {
  const { dumps } = await localEngine(server.engine)
  await dumps.load(server, database, file)
}
