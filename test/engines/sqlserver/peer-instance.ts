import { mkdir } from 'node:fs/promises'
import type { Row } from '../../../functions/engines/database.ts'
import type { DatabaseServer } from '../../../local/server/server-software.ts'
import { emptyDatabase } from './peer-answers.ts'
import { tdsPeer, type Answer, type Asked } from './tds-peer.ts'
import type { Columns } from './tds-tokens.ts'

const column = (value: string | null | undefined): Columns[string] => ({ text: value ?? null })
const typed = (row: Row): Columns =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, column(value)]))

const change =
  /^(INSERT|DELETE|UPDATE|CREATE|ALTER|DROP|SELECT TOP \(0\) \* INTO|SET IDENTITY_INSERT)/

export interface PeerInstance {
  readonly server: DatabaseServer
  /** Statements that would change something, told to this server or to any copy of it. */
  readonly changes: { readonly own: string[]; readonly copies: string[] }
}

/**
 * The scripted peer as an instance that the local cloud can snapshot and restore. It answers what
 * an empty database would; whatever else it is told it takes, answers without a row, and forgets.
 */
export async function peerInstance(
  otherwise: Parameters<typeof emptyDatabase>[0] = {},
): Promise<PeerInstance> {
  const changes: PeerInstance['changes'] = { own: [], copies: [] }
  const start = async (to: string[], rootPassword = 'root'): Promise<DatabaseServer> => {
    const script = emptyDatabase(otherwise)
    const answers = (asked: Asked, session: number): Answer => {
      // The preflight's deletes are of no row.
      if (change.test(asked.text) && !asked.text.includes(' WHERE 1 = 0;')) to.push(asked.text)
      const [, rows] = script.find(([part]) => asked.text.includes(part)) ?? []
      const [first, ...others] = rows?.(asked, session).map(typed) ?? []
      return first === undefined ? 'done' : { rows: [first, ...others] }
    }
    const peer = await tdsPeer({ answers })
    return {
      engine: 'sqlserver-se',
      version: '16.00.4165.4.v1',
      host: '127.0.0.1',
      port: peer.port,
      rootUser: 'admin',
      rootPassword,
      dataDirectory: 'none',
      settings: {},
      software: {
        start: (options: { readonly rootPassword?: string }) =>
          start(changes.copies, options.rootPassword),
      },
      copyTo: (directory: string) => mkdir(directory, { recursive: true }),
      stop: () => peer.close(),
      ended: new Promise(() => undefined),
    } as unknown as DatabaseServer
  }
  return { server: await start(changes.own), changes }
}
