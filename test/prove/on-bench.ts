import type { Bench } from '../../functions/prove/bench.ts'
import type { PlannedDatabase } from '../../functions/prove/copy-tables.ts'
import type { Database } from '../../functions/engines/database.ts'
import type { Dialect } from '../../functions/engines/dialect.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import { rules } from '../../functions/rules/rules.ts'
import { utc } from '../../functions/rules/wall-times.ts'
import type { RulesSettings } from '../../functions/contract/environment.ts'
import { loadSchema, type SchemaVersion } from '../../local/schema/schemas.ts'
import { clock } from '../seed/clock.ts'
import type { WallTimes } from '../../functions/contract/wall-times.ts'
import { planned } from '../purge/planned.ts'
import { inStore } from '../seed/in-database.ts'
import { root } from '../seed/root.ts'
import type { Engine, Name } from '../seed/start-engines.ts'
import { onClone } from '../engines/scratch-statements.ts'

export const start = new Date('2026-11-24T09:30:00.000Z')
const cutoff = new Date('2026-11-23T09:30:00.000Z')

/** A database of the schemas, and how a proof is begun there with a dialect that may be broken. */
export interface Proving {
  plan(settings?: RulesSettings, times?: WallTimes): Promise<PlannedDatabase>
  /** In a scratch database of its own, which is dropped at the end. */
  prove<T>(change: (dialect: Dialect) => Dialect, work: (bench: Bench) => Promise<T>): Promise<T>
}

export async function proving(
  engine: Engine<Name>,
  schemas: readonly SchemaVersion[],
  work: (proving: Proving) => Promise<void>,
): Promise<void> {
  const name = `prove_${schemas.join('_').replace(/\W/g, '_')}`
  await inStore(engine, name, async (store) => {
    for (const schema of schemas) await loadSchema(store, schema)
    const { dialect: own, ...address } = root(engine)
    const scratched = own.scratch(onClone).beside(name, `${name}_scratch`)
    const open = (database: string, session?: 'undo') =>
      own.open({ ...address, database, ...(session && { session }) })
    await work({
      async plan(settings = {}, times = utc) {
        const database = await open(name)
        try {
          const schema = await readSchema(database, own, name)
          const chosen = planned(cutoff, settings)
          const bound = bindRules(rules, chosen, schema, times)
          return { schema, bound, rules: chosen, times, empty: [] }
        } finally {
          await database.close()
        }
      },
      async prove(change, proof) {
        const maker = await open(name)
        const dialect = change(own)
        const scratch = own.scratch(onClone)
        const opened: Database[] = [maker]
        try {
          await maker.execute(scratch.drop(scratched))
          await maker.execute(scratch.make(scratched))
          const [database, back, beside] = [
            await open(scratched),
            await open(scratched, 'undo'),
            await open(scratched),
          ]
          opened.push(database, back, beside)
          const bench = { name: scratched, dialect, scratch, clock, database, back, beside }
          return await proof(bench)
        } finally {
          await maker.execute(scratch.drop(scratched))
          for (const one of opened) await one.close()
        }
      },
    })
  })
}
