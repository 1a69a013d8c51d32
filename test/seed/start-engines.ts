import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Engine as EngineName } from '../../local/engines/engines.ts'
import { openScratch } from '../../local/scratch.ts'
import { findSoftware } from '../../local/server/find-software.ts'
import { ServerError } from '../../local/server/server-error.ts'
import type { DatabaseServer, ServerSoftware } from '../../local/server/server-software.ts'

export type MysqlName = 'MariaDB' | 'MySQL'
export type Name = MysqlName | 'PostgreSQL'

/** An engine to test on, with a server that runs while the file's tests do. */
export interface Engine<Is extends Name = Name> {
  readonly name: Is
  readonly server?: Pick<DatabaseServer, 'host' | 'port' | 'rootUser' | 'rootPassword'> | undefined
  readonly url: string | undefined
  /** Why its tests are skipped; false when they are not. */
  readonly skip: string | false
}

/** One that this process has started. */
export interface StartedEngine<Is extends Name = MysqlName> extends Engine<Is> {
  readonly server: DatabaseServer | undefined
}

const names = { mariadb: 'MariaDB', mysql: 'MySQL', postgres: 'PostgreSQL' } as const
type Settings = Readonly<Record<string, string>>

/** Test data need not outlive a crash of the machine: nothing waits for the disk. */
const forgetful = {
  innodb_flush_log_at_trx_commit: '2',
  innodb_flush_method: 'nosync',
  innodb_doublewrite: '0',
}
export const settings = {
  mariadb: forgetful,
  mysql: forgetful,
  postgres: { synchronous_commit: 'off', fsync: 'off', full_page_writes: 'off' },
} as const satisfies Readonly<Record<EngineName, Settings>>

/**
 * The engines that the tests run on: DRYDOCK_ENGINES=mariadb leaves MySQL out, and
 * DRYDOCK_ENGINES=postgres is PostgreSQL alone.
 */
const wanted = (process.env.DRYDOCK_ENGINES ?? 'mariadb,mysql,postgres').split(',')

/**
 * Whether all is run that `npm test` leaves to the scenarios: on MySQL and PostgreSQL what `quick`
 * and `one` leave out, and everywhere two thirds of each property's runs (test/purge/bench.ts) and
 * most versions of the seed.
 */
export const whole = process.env.DRYDOCK_WHOLE !== undefined

/** Without MariaDB nothing is left out of another engine: nobody stands for it. */
const all = whole || !wanted.includes('mariadb')

/**
 * Leaves MySQL out of what costs much and asks it for nothing that MariaDB is not asked for in the
 * same words: `npm run scenarios` runs those files on MySQL, with DRYDOCK_WHOLE set.
 */
export const quick = ({ name }: Engine<Name>): boolean => name !== 'MySQL' || all

/**
 * Leaves PostgreSQL out too, where what is claimed is the same code's on every engine, over
 * statements that test/prove asks of each, and test/purge/batch of MariaDB and PostgreSQL (it is
 * `quick`): the scenarios run those files on all three.
 */
export const one = ({ name }: Engine<Name>): boolean => name === 'MariaDB' || all

/** A server of each engine named, with its settings; one that is left out has no server. */
export function startEngines<Of extends EngineName>(
  of: Readonly<Record<Of, Settings>>,
  folder = openScratch().folder,
): Promise<StartedEngine<(typeof names)[Of]>[]> {
  const start = async (engine: Of): Promise<StartedEngine<(typeof names)[Of]>> => {
    const name = names[engine]
    if (!wanted.includes(engine)) return missing(name, `${name} is left out (DRYDOCK_ENGINES)`)
    try {
      return await startEngine(name, await findSoftware(engine, console.log), of[engine], folder)
    } catch (error) {
      // MariaDB is always there.
      if (engine !== 'mariadb' && error instanceof ServerError) return missing(name, error.message)
      throw error
    }
  }
  return Promise.all((Object.keys(of) as Of[]).map(start))
}

export async function startEngine<Is extends Name>(
  name: Is,
  software: ServerSoftware,
  settings: Readonly<Record<string, string>>,
  folder = openScratch().folder,
): Promise<StartedEngine<Is>> {
  await mkdir(folder, { recursive: true })
  const dataDirectory = join(folder, name)
  await software.initialize(dataDirectory)
  const server = await software.start({ dataDirectory, settings })
  const { host, port, rootUser, rootPassword } = server
  const scheme = name === 'PostgreSQL' ? 'postgres' : 'mysql'
  return {
    name,
    server,
    url:
      `${scheme}://${rootUser}:${rootPassword}@${host}:${port}` +
      (name === 'PostgreSQL' ? '/postgres' : ''),
    skip: false,
  }
}

/** An engine that cannot be had, and why. */
export const missing = <Is extends Name>(name: Is, skip: string): StartedEngine<Is> => ({
  name,
  server: undefined,
  url: undefined,
  skip,
})
