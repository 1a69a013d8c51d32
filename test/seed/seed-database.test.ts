import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadSchema, schemaVersions, type SchemaVersion } from '../../local/schema/schemas.ts'
import { seedDatabase } from '../../local/seed/seed-database.ts'
import type { Store, Value } from '../../local/engines/store.ts'
import type { SeededTable } from '../../local/seed/seeded-table.ts'
import { seededTables } from '../../local/seed/truth.ts'
import { verifyTruth } from '../../local/seed/verify-truth.ts'
import { everyEngine, one, whole } from './engines.ts'
import { inStore, keysOff } from './in-database.ts'
import { numbers } from './seeded-rows.ts'

const nobody = new Set<string>()
const column = (table: SeededTable, at: number, name: string): Value =>
  table.row(at)[table.columns.indexOf(name)] ?? null
const keyText = (table: SeededTable, at: number): string =>
  table.key.map((name) => column(table, at, name)).join('/')

/** With numbers as numbers: text would compare with a BIGINT as a double. */
function whereKey(table: SeededTable, at: number): string {
  return table.key
    .map((name) => {
      const value = column(table, at, name)
      if (value === null) return `${name} IS NULL`
      const text = String(value)
      return `${name} = ${name === table.wide ? text : `'${text.replaceAll("'", "''")}'`}`
    })
    .join(' AND ')
}

async function deleteDead(store: Store, tables: readonly SeededTable[]): Promise<void> {
  for (const table of tables.toReversed()) {
    const dead = numbers(table).filter((at) => table.verdict(at) === 'dead')
    for (let from = 0; from < dead.length; from += 100) {
      await store.run(
        `DELETE FROM ${table.table} WHERE ${dead
          .slice(from, from + 100)
          .map((at) => `(${whereKey(table, at)})`)
          .join(' OR ')}`,
      )
    }
  }
}

/** On PostgreSQL those that the vendor's own scripts could be read for. */
const read: readonly SchemaVersion[] = ['apim-2.5.0', 'apim-4.4.0', 'registry-2.5.0']
/** `npm test` loads these alone; the scenarios load each version. */
const some: readonly SchemaVersion[] = ['apim-2.5.0', 'apim-4.7.0', 'is-7.3', 'registry-4.3.0']

for (const engine of everyEngine.filter(one)) {
  for (const schema of engine.name === 'PostgreSQL' ? read : schemaVersions) {
    if (!whole && !some.includes(schema)) continue
    test(`${engine.name}, ${schema}: the seed loads, the truth holds once the dead are gone, and a row gone or changed is named`, {
      skip: engine.skip,
    }, async () => {
      await inStore(engine, `seed_${schema.replace(/\W/g, '_')}`, async (store) => {
        await loadSchema(store, schema)
        const truth = await seedDatabase(store, {
          schema,
          tokens: 1000,
          now: new Date('2026-11-24T09:30:15.250Z'),
          seed: 7,
        })
        const tables = seededTables(truth)
        for (const table of tables) {
          const { length } = await store.select({ table: table.table, columns: [...table.key] })
          const others =
            truth.bystanders.find((bystander) => bystander.table === table.table)?.rows ?? 0
          const seeded = tables
            .filter((one) => one.table === table.table)
            .reduce((sum, one) => sum + numbers(one).length, 0)
          assert.equal(length, seeded + others, table.table)
        }
        const untouched = await verifyTruth(store, truth, nobody)
        assert.deepEqual(
          untouched.filter(({ kind }) => kind !== 'should be gone'),
          [],
          'before the purge only dead rows are wrong',
        )
        await deleteDead(store, tables)
        assert.deepEqual(await verifyTruth(store, truth, nobody), [])

        await keysOff(store)
        const expected: string[] = []
        for (const table of tables) {
          const living = numbers(table).filter((at) => table.verdict(at) === 'alive')
          const gone = living[0]
          const changed = living.at(-1)
          if (gone === undefined || changed === undefined) continue
          const expect = (at: number, kind: string): void =>
            void expected.push(`${table.table} ${keyText(table, at)} ${kind}`)
          const other = table.columns
            .filter((name) => !table.key.includes(name))
            .find(
              (name) =>
                typeof column(table, changed, name) === 'string' && !/TIME|ID$|STATE/.test(name),
            )
          if (other !== undefined && gone !== changed) {
            const done = await store.run(
              `UPDATE ${table.table} SET ${other} = '0' WHERE ${whereKey(table, changed)}`,
            )
            if (done === 1 && column(table, changed, other) !== '0') expect(changed, 'changed')
          }
          const done = await store.run(`DELETE FROM ${table.table} WHERE ${whereKey(table, gone)}`)
          assert.equal(done, 1, keyText(table, gone))
          expect(gone, 'should be there')
        }
        const found = (await verifyTruth(store, truth, nobody)).map(
          ({ table, key, kind }) => `${table} ${key} ${kind}`,
        )
        assert.deepEqual(found.toSorted(), expected.toSorted())
      })
    })
  }
}
