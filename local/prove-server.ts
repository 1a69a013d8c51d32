import { NamedError } from '../functions/contract/errors.ts'
import { ask, type Clock, type Database } from '../functions/engines/database.ts'
import type { Dialect } from '../functions/engines/dialect.ts'
import { openEngine } from '../functions/engines/engines.ts'
import type { OnClone, Scratch } from '../functions/engines/scratch.ts'
import { readSchema } from '../functions/engines/schema.ts'
import { proveDatabase, type ProvenDatabase } from '../functions/prove/prove-database.ts'
import { bindRules } from '../functions/rules/bind.ts'
import { planRules } from '../functions/rules/plan-rules.ts'
import { rules } from '../functions/rules/rules.ts'
import { utc } from '../functions/rules/wall-times.ts'
import { askServer } from './ask-server.ts'
import { folderOf } from './engines/stores.ts'
import { schemaStatements } from './schema/schemas.ts'
import type { ServerNamed } from './server-url.ts'

/** Not a clone, but a server that its owner has named to be tried on, and that holds nothing. */
const namedForIt = {} as OnClone

const clock: Clock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  random: Math.random,
}

export type ProvenServer = ProvenDatabase & {
  readonly version: string
  /** Questions about itself that the server answered; nothing is compared with the answers. */
  readonly answered: number
  readonly seconds: number
}

/**
 * ProveEngine on a server that a person names, as on a clone: on WSO2's tables in a database of its
 * own, and on copies of them in another. Then what the preflight and the throttle ask is asked
 * once. Both are dropped, whatever comes of it.
 * @throws NamedError EngineNotProven, InvalidInput, and what opening a database throws
 */
export async function proveServer({ engine, address }: ServerNamed): Promise<ProvenServer> {
  const dialect = await openEngine(engine, `${address.host}:${address.port}`)
  const scratch = dialect.scratch(namedForIt)
  const names = ['drydock_check', 'drydock_check_copy'].map((name) =>
    scratch.beside(address.database, name),
  )
  refuseOwn(address.database, names)
  const began = clock.now()
  const maker = await dialect.open(address)
  const opened: Database[] = [maker]
  const open = async (database: string, session?: 'undo') => {
    const one = await dialect.open({ ...address, database, ...(session && { session }) })
    opened.push(one)
    return one
  }
  try {
    const { version } = await ask(maker, dialect.server.clock)
    if (!dialect.server.isOurs(version))
      throw new NamedError(
        'SourceNotFound',
        `The server at ${address.host}:${address.port} calls itself ${version}, and --url names ` +
          `${engine}. Nothing was changed. Begin --url with the server's own engine.`,
      )
    await refuseUsed(maker, dialect, address.database)
    const proven = await within(
      maker,
      scratch,
      names,
      async ([own = '', copy = '']) => {
        const database = await open(own)
        for (const text of await schemaStatements(folderOf(dialect.engine), 'apim-4.4.0'))
          await database.execute({ text, values: [] })
        const compared = await proveDatabase(
          {
            ...{ name: copy, dialect, scratch, clock },
            database: await open(copy),
            back: await open(copy, 'undo'),
            beside: await open(copy),
          },
          await plannedFor(database, dialect, own),
          new Date(),
        )
        return { ...compared, answered: await askServer({ database, dialect, name: own }) }
      },
      () => closeAll(opened.splice(1)),
    )
    return { version, ...proven, seconds: Math.round((clock.now() - began) / 1000) }
  } finally {
    await closeAll(opened)
  }
}

/** Databases of their own, which are dropped; first what an earlier call may have left of them. */
async function within<T>(
  maker: Database,
  scratch: Scratch,
  names: readonly string[],
  work: (names: readonly string[]) => Promise<T>,
  leave: () => Promise<void>,
): Promise<T> {
  try {
    for (const name of names) {
      await maker.execute(scratch.drop(name))
      await maker.execute(scratch.make(name))
    }
    return await work(names)
  } finally {
    await leave()
    for (const name of names) await maker.execute(scratch.drop(name))
  }
}

async function closeAll(databases: readonly Database[]): Promise<void> {
  for (const one of databases) await one.close()
}

/** @throws NamedError InvalidInput where what is named would be dropped as the check's own */
function refuseOwn(database: string, names: readonly string[]): void {
  if (!names.some((name) => name.toLowerCase() === database.toLowerCase())) return
  throw new NamedError(
    'InvalidInput',
    `${database} is what the check makes and drops itself (${names.join(', ')}). Nothing was ` +
      'changed. Name an empty database of another name.',
  )
}

/** @throws NamedError InvalidInput where the server may hold what somebody needs */
async function refuseUsed(maker: Database, dialect: Dialect, database: string): Promise<void> {
  const { tables } = await readSchema(maker, dialect, database)
  if (tables.length === 0) return
  throw new NamedError(
    'InvalidInput',
    `The database ${database} has tables (${tables[0]?.name}, …). The check is for a server ` +
      'that holds nothing: it makes and drops databases, and tries what a server does under ' +
      'locks. Nothing was changed. Name an empty database of a server for trials.',
  )
}

/** Every rule that WSO2's tables have, in its safe reading. */
async function plannedFor(database: Database, dialect: Dialect, name: string) {
  const schema = await readSchema(database, dialect, name)
  const settings = Object.fromEntries(rules.map((rule) => [rule.name, { enabled: true }]))
  const planned = planRules(rules, Date.now(), { rules: {}, safePeriod: '12h' }, settings)
  return {
    schema,
    bound: bindRules(rules, planned, schema, utc),
    rules: planned,
    times: utc,
    empty: [],
  }
}
