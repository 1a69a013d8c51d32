import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../seed/root.ts'
import { limitsSchema } from '../../functions/contract/environment.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import { answers, observe } from '../../functions/measure/observe.ts'
import { prove } from '../../functions/checks/all-checks.ts'
import { purge } from '../../functions/purge/purge.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { rangeSize } from '../../functions/walk/range-size.ts'
import type { Walk } from '../../functions/walk/walk.ts'
import { storeOf } from '../seed/in-database.ts'
import { loadSchema, type SchemaVersion } from '../../local/schema/schemas.ts'
import { cutoffOf } from '../../local/seed/row-time.ts'
import { seedDatabase } from '../../local/seed/seed-database.ts'
import { verifyTruth } from '../../local/seed/verify-truth.ts'
import { archiveOf, contents, putBack, undoingBy } from '../archive/put-back.ts'
import { inDatabase } from '../seed/in-database.ts'
import type { Engine } from '../seed/start-engines.ts'
import { root } from '../seed/root.ts'
import { planned } from '../purge/planned.ts'
import { clock } from '../seed/clock.ts'
import { countedBefore } from '../checks/counted-before.ts'

const now = new Date('2026-11-24T09:30:00.250Z')
const cutoff = new Date(cutoffOf(now))
/** Tables that the seed leaves empty: these tests have rows of their own for them. */
const others = ['newest-tables.test.ts', 'expiries.property.test.ts'].map((file) =>
  readFileSync(join(import.meta.dirname, file), 'utf8'),
)
const elsewhere = (table: string): boolean =>
  others.some((text) => new RegExp(`\\b${table}\\b`).test(text))

/**
 * A seeded database of the schema is purged and checked: what the seed knows to be dead went, and
 * nothing else. Then it is put back: every table is byte for byte as before.
 */
export async function everyRule(engine: Engine, schema: SchemaVersion): Promise<void> {
  await inDatabase(engine, `catalogue_${schema.replace(/\W/g, '_')}`, async (connection) => {
    const name = connection.config.database ?? ''
    await loadSchema(storeOf(connection), schema)
    // Without it the rule is skipped there (schema-faults.test.ts).
    if (engine.name === 'PostgreSQL' && schema === 'apim-3.2.0')
      await connection.query(
        'CREATE INDEX CIBA_SCOPES ON IDN_OAUTH2_CIBA_REQUEST_SCOPES (AUTH_CODE_KEY)',
      )
    const truth = await seedDatabase(storeOf(connection), { schema, tokens: 1000, now, seed: 11 })
    const seeded = await contents(connection)
    const { dialect } = root(engine)
    const address = {
      ...root(engine),
      database: name,
    }
    const database = await openDatabase(address)
    const back = await openDatabase({
      ...address,
      dialect: { ...dialect, session: dialect.undoSession },
    })
    try {
      const live = await readSchema(database, dialect, name)
      const { keep, files } = await archiveOf(database, dialect, live, 'full')
      const bound = bindRules(rules, planned(cutoff), live)
      const along: Walk = {
        database,
        dialect,
        clock,
        size: rangeSize(250, 200),
        share: 1,
        spent: () => false,
      }
      const observed = { along, bound, schema: live, target: 'clone' as const, at: now }
      const before = await observe(observed, null)
      const invariants = await answers(observed, before.progress, null)
      const purged = await purge(along, bound, null, () => undefined, { keep })
      const went = new Set(
        purged.progress.deleted
          .filter(({ rows }) => rows > 0)
          .map(({ table }) => table.toUpperCase()),
      )
      assert.deepEqual(
        bound.rules
          .map(({ rule }) => rule.table)
          .filter((one) => !went.has(one) && !elsewhere(one)),
        [],
        'no row of these went: their rules need dead rows in local/seed, older than the retention',
      )
      const differences = await verifyTruth(storeOf(connection), truth, new Set())
      assert.deepEqual(
        differences,
        [],
        `${JSON.stringify(differences.slice(0, 10))}: a rule that is off ("enabled": false) ` +
          `deletes nothing, so its seed's rows are all alive; a "retention" moves every ` +
          'boundary of its seed back by as much',
      )
      const after = await observe(observed, null)
      const { tables } = before.progress.rows
      const evidence = countedBefore(name, purged.progress, {
        schema: live.fingerprint,
        tables,
        invariants,
      })
      const { checks } = await prove(
        {
          ...observed,
          name,
          before: evidence,
          limits: limitsSchema.parse({}),
          production: null,
          own: [],
          archived: false,
        },
        after.progress,
      )
      assert.deepEqual(
        checks.filter(({ passed }) => !passed),
        [],
      )
      const again = await purge(along, bound, null, () => undefined)
      assert.equal(
        again.progress.deleted.reduce((sum, { rows }) => sum + rows, 0),
        0,
        'twice is the same as once',
      )
      await putBack({
        connection,
        before: seeded,
        files: files(),
        undoing: undoingBy(back, dialect, live),
      })
    } finally {
      await database.close()
      await back.close()
    }
  })
}
