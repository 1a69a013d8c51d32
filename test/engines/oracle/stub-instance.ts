import { mkdir } from 'node:fs/promises'
import oracledb from 'oracledb'
import type { DatabaseServer } from '../../../local/server/server-software.ts'
import { marksIn } from './marks.ts'
import { emptySchema, type Otherwise } from './stub-answers.ts'
import { oraError } from './stub.ts'

/** A stub of the driver's interface, by the host that it stands for. */
interface Stubbed {
  /** By user. */
  readonly passwords: Readonly<Record<string, string>>
  readonly script: ReturnType<typeof emptySchema>
  /** Statements that would change something. */
  readonly changes: string[]
}
const hosts = new Map<string, Stubbed>()
/** What the driver was asked to connect to, in order. */
export const dialled: string[] = []

type Dial = (to: Readonly<Record<string, string>>) => Promise<unknown>
const driver = oracledb as unknown as { getConnection: Dial }
const real = driver.getConnection
let sessions = 0

/** Whoever connects to a host that no stub stands for has the real driver. */
driver.getConnection = async (to) => {
  const { user = '', password = '', connectString = '' } = to
  const stub = hosts.get(/\(HOST=([^)]+)\)/.exec(connectString)?.[1] ?? '')
  if (stub === undefined) return real(to)
  dialled.push(connectString)
  if (stub.passwords[user] !== password)
    throw oraError('ORA-01017', 'invalid username/password; logon denied')
  return session(stub, ++sessions)
}

const change = /^(INSERT|DELETE|UPDATE|CREATE|ALTER TABLE|DROP|TRUNCATE)|EXECUTE IMMEDIATE/

/** What functions/engines/oracle/driver.ts uses of a connection. */
const session = ({ script, changes }: Stubbed, at: number) => ({
  callTimeout: 0,
  async execute(text: string, values: readonly unknown[]) {
    const marks = marksIn(text)
    if (marks !== values.length)
      throw oraError('NJS-098', `${marks} bind placeholders, ${values.length} values`)
    // The preflight's deletes are of no row.
    if (change.test(text) && !text.endsWith(' WHERE 1 = 0')) changes.push(text)
    const [, answers] = script.find(([part]) => text.includes(part)) ?? []
    const found = answers?.({ text, session: at }) ?? []
    const names = [...new Set(found.flatMap((row) => Object.keys(row)))]
    const metaData = names.map((name) => ({ name }))
    const rows = found.map((row) => names.map((name) => row[name] ?? null))
    if (!/^(DECLARE|BEGIN)\b/.test(text)) return { rows, metaData, rowsAffected: 0 }
    const handed = { metaData, getRows: async () => rows, close: async () => undefined }
    return { implicitResults: [handed] }
  },
  commit: async () => undefined,
  rollback: async () => undefined,
  break: async () => undefined,
  close: async () => undefined,
})

export interface StubInstance {
  readonly server: DatabaseServer
  /** Statements that would change something, told to this server or to any copy of it. */
  readonly changes: { readonly own: string[]; readonly copies: string[] }
}

let made = 0

/**
 * A stub of the driver as an instance that the local cloud can snapshot and restore, at a host of
 * RDS's: the port, TLS and the password are those that the functions would use there. It answers as
 * an empty schema would; whatever else it is told it takes, answers without a row, and forgets.
 * @param password of the user in the environment's secret.
 */
export function stubInstance(password: string, otherwise: Otherwise = {}): StubInstance {
  const changes: StubInstance['changes'] = { own: [], copies: [] }
  const start = (to: string[], rootPassword: string): DatabaseServer => {
    const host = `stub-${++made}.c9akciq32.eu-west-1.rds.amazonaws.com`
    const passwords = { admin: rootPassword, drydock: password }
    hosts.set(host, { passwords, script: emptySchema(host, otherwise), changes: to })
    return {
      engine: 'oracle-se2',
      version: '19.0.0.0.ru-2025-01.rur-2025-01.r1',
      host,
      port: 1521,
      rootUser: 'admin',
      rootPassword,
      dataDirectory: 'none',
      settings: {},
      software: {
        start: async (options: { readonly rootPassword?: string }) =>
          start(changes.copies, options.rootPassword ?? 'root'),
      },
      copyTo: (directory: string) => mkdir(directory, { recursive: true }),
      stop: async () => void hosts.delete(host),
      ended: new Promise(() => undefined),
    } as unknown as DatabaseServer
  }
  return { server: start(changes.own, 'root'), changes }
}
