import type { Answer, Connect, Connection } from '../../../functions/engines/oracle/driver.ts'
import { openDatabase } from '../../../functions/engines/oracle/connection.ts'
import { oracle } from '../../../functions/engines/oracle/oracle.ts'
import type { Address } from '../../../functions/engines/database.ts'

/** As the driver makes them: with the number as code, and in the text. */
export const oraError = (code: string, words = 'words of the server'): Error =>
  Object.assign(new Error(`${code}: ${words}`), { code })

export interface Said {
  readonly text: string
  readonly values: readonly unknown[]
  readonly autoCommit: boolean
  readonly callTimeout: number
}

/** What a stub answers: rows as objects, a number of rows affected, or an error. */
export type Reply = readonly Readonly<Record<string, unknown>>[] | number | Error

/**
 * A stub of the driver's interface (functions/engines/oracle/driver.ts), and no server: it answers
 * what a test says, and remembers what it was told. Nothing it answers says anything about Oracle.
 */
export class DriverStub {
  readonly said: Said[] = []
  readonly dialled: { user: string; password: string; connectString: string }[] = []
  /** Of COMMITs, in order; undefined is success. */
  readonly commits: (Error | undefined)[] = []
  /** Of connections, in order; undefined is success. */
  readonly refusals: (Error | undefined)[] = []
  rollbacks = 0
  broken = 0
  /** How connections were ended: `break`, `close`, in order. */
  readonly endings: string[] = []
  /** COMMITs that were answered. */
  committed = 0
  private readonly reply: (said: Said) => Reply | Promise<Reply>

  constructor(reply: (said: Said) => Reply | Promise<Reply> = () => []) {
    this.reply = reply
  }

  readonly connect: Connect = async (to) => {
    this.dialled.push(to)
    const refusal = this.refusals.shift()
    if (refusal !== undefined) throw refusal
    const connection: Connection = {
      callTimeout: 0,
      execute: async (text, values, { autoCommit }) => {
        const told = { text, values, autoCommit, callTimeout: connection.callTimeout }
        this.said.push(told)
        if (text.startsWith("SELECT SYS_CONTEXT('USERENV', 'SID')")) return answer([{ id: '77' }])
        const reply = await this.reply(told)
        if (reply instanceof Error) throw reply
        return answer(reply)
      },
      commit: async () => {
        const error = this.commits.shift()
        if (error !== undefined) throw error
        this.committed++
      },
      rollback: async () => {
        this.rollbacks++
      },
      break: async () => {
        this.broken++
        this.endings.push('break')
      },
      close: async () => {
        this.endings.push('close')
      },
    }
    return connection
  }

  open(address: Partial<Address> = {}) {
    return openDatabase({
      host: '127.0.0.1',
      port: 1521,
      user: 'drydock',
      password: 'secret',
      database: 'ORCL.WSO2',
      tls: false,
      ...address,
      dialect: oracle,
      connect: this.connect,
    })
  }

  /** What it was told since its sessions were opened. */
  texts(): readonly string[] {
    return this.said.map(({ text }) => text).filter((text) => !/^ALTER SESSION|'SID'\)/.test(text))
  }
}

function answer(reply: Exclude<Reply, Error>): Answer {
  if (typeof reply === 'number') return { rowsAffected: reply }
  const names = Object.keys(reply[0] ?? {})
  return {
    rows: reply.map((row) => names.map((name) => row[name])),
    metaData: names.map((name) => ({ name })),
  }
}
