import { after } from 'node:test'
import { openScratch } from '../../local/scratch.ts'
import type { ServerSoftware } from '../../local/server/server-software.ts'
import { missing, startEngine, type Engine } from '../seed/start-engines.ts'

/**
 * A server of another version, which runs while the file's tests do; they are skipped where it
 * cannot be had.
 */
export async function startWitness(
  name: Engine['name'],
  version: string,
  find: () => Promise<ServerSoftware>,
  settings: Readonly<Record<string, string>>,
): Promise<Engine> {
  after(() => openScratch().close())
  let software: ServerSoftware
  try {
    software = await find()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return missing(name, `${name} ${version} cannot be had here: ${why}`)
  }
  return startEngine(name, software, { innodb_flush_log_at_trx_commit: '2', ...settings })
}
