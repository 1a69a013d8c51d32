import { access } from 'node:fs/promises'
import { localEngine, type Engine } from './engines/engines.ts'
import { ServerError } from './server/server-error.ts'

export interface Connection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** PEM of the authorities that the file names. */
  readonly authorities?: string
}

/**
 * Reads how to connect from a file of the database's own programs. There are no defaults: a file
 * without a host or a user is rejected.
 * @throws ServerError ConnectionFile
 */
export async function readConnectionFile(file: string, engine: Engine): Promise<Connection> {
  const its = await localEngine(engine)
  const unusable = (found: string) =>
    new ServerError('ConnectionFile', `${file}: ${found}. Expected ${its.connectionFile}.`)
  await access(file).catch(() => {
    throw unusable('found no such file')
  })
  const connection = await its.readConnection(file).catch((error: unknown) => {
    if (error instanceof ServerError) throw error
    throw unusable(error instanceof Error ? error.message : String(error))
  })
  if (connection.host === '') throw unusable('found no host')
  if (connection.user === '') throw unusable('found no user')
  return connection
}
