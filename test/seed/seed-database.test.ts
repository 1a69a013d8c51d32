import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection, ResultSetHeader, RowDataPacket } from 'mysql2/promise'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema, schemaVersions } from '../../local/schema/schemas.ts'
import { seedDatabase } from '../../local/seed/seed-database.ts'
import type { Value } from '../../local/engines/store.ts'
import type { SeededTable } from '../../local/seed/seeded-table.ts'
import { seededTables } from '../../local/seed/truth.ts'
import { verifyTruth } from '../../local/seed/verify-truth.ts'
import { engines, inDatabase } from './engines.ts'
import { numbers } from './seeded-rows.ts'

const nobody = new Set<string>()
const column = (table: SeededTable, at: number, name: string): Value =>
  table.row(at)[table.columns.indexOf(name)] ?? null
const keyText = (table: SeededTable, at: number): string =>
  table.key.map((name) => column(table, at, name)).join('/')

/** With numbers as numbers: text would compare with a BIGINT as a double. */
function whereKey(connection: Connection, table: SeededTable, at: number): string {
  return table.key
    .map((name) => {
      const value = column(table, at, name)
      const typed = name === table.wide ? BigInt(value ?? 0) : value
      return `\`${name}\` <=> ${connection.escape(typed)}`
    })
    .join(' AND ')
}

async function deleteDead(connection: Connection, tables: readonly SeededTable[]): Promise<void> {
  for (const table of tables.toReversed()) {
    const dead = numbers(table).filter((at) => table.verdict(at) === 'dead')
    for (let from = 0; from < dead.length; from += 100) {
      await connection.query(
        `DELETE FROM \`${table.table}\` WHERE ${dead
          .slice(from, from + 100)
          .map((at) => `(${whereKey(connection, table, at)})`)
          .join(' OR ')}`,
      )
    }
  }
}

for (const engine of engines) {
  for (const schema of schemaVersions) {
    test(`${engine.name}, ${schema}: the seed loads, the truth holds once the dead are gone, and a row gone or changed is named`, {
      skip: engine.skip,
    }, async () => {
      await inDatabase(engine, `seed_${schema.replace(/\W/g, '_')}`, async (connection) => {
        await loadSchema(storeOf(connection), schema)
        const truth = await seedDatabase(storeOf(connection), {
          schema,
          tokens: 1000,
          now: new Date('2026-11-24T09:30:15.250Z'),
          seed: 7,
        })
        const tables = seededTables(truth)
        for (const table of tables) {
          const [[count]] = await connection.query<RowDataPacket[]>(
            `SELECT COUNT(*) AS n FROM \`${table.table}\``,
          )
          const others =
            truth.bystanders.find((bystander) => bystander.table === table.table)?.rows ?? 0
          const seeded = tables
            .filter((one) => one.table === table.table)
            .reduce((sum, one) => sum + numbers(one).length, 0)
          assert.equal(Number(count?.n), seeded + others, table.table)
        }
        const untouched = await verifyTruth(storeOf(connection), truth, nobody)
        assert.deepEqual(
          untouched.filter(({ kind }) => kind !== 'should be gone'),
          [],
          'before the purge only dead rows are wrong',
        )
        await deleteDead(connection, tables)
        assert.deepEqual(await verifyTruth(storeOf(connection), truth, nobody), [])

        await connection.query('SET SESSION foreign_key_checks = 0')
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
            const [done] = await connection.query<ResultSetHeader>(
              `UPDATE \`${table.table}\` SET \`${other}\` = '0' WHERE ` +
                `${whereKey(connection, table, changed)}`,
            )
            if (done.affectedRows === 1 && column(table, changed, other) !== '0')
              expect(changed, 'changed')
          }
          const [done] = await connection.query<ResultSetHeader>(
            `DELETE FROM \`${table.table}\` WHERE ${whereKey(connection, table, gone)}`,
          )
          assert.equal(done.affectedRows, 1, keyText(table, gone))
          expect(gone, 'should be there')
        }
        const found = (await verifyTruth(storeOf(connection), truth, nobody)).map(
          ({ table, key, kind }) => `${table} ${key} ${kind}`,
        )
        assert.deepEqual(found.toSorted(), expected.toSorted())
      })
    })
  }
}
