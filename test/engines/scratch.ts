import assert from 'node:assert/strict'
import { ask, type Database } from '../../functions/engines/database.ts'
import type { Dialect } from '../../functions/engines/dialect.ts'
import type { MadeTable } from '../../functions/engines/scratch.ts'
import { readSchema, same, type Schema } from '../../functions/engines/schema.ts'
import { hanging, onClone, parent } from './scratch-statements.ts'

/** A database of its own is made beside `port`, with copies of its tables, and dropped. */
export async function inScratch(
  dialect: Dialect,
  port: Database,
  open: (database: string) => Promise<Database>,
): Promise<void> {
  const scratch = dialect.scratch(onClone)
  const name = scratch.beside('port', 'port_scratch')
  await port.execute(scratch.drop(name))
  await port.execute(scratch.make(name))
  const database = await open(name)
  try {
    const origin = await readSchema(port, dialect, 'port')
    for (const { name: table } of origin.tables) await database.execute(scratch.copy('port', table))
    const keys = await ask(database, scratch.keysOf('port', 'C'))
    assert.deepEqual(capitals(keys.map((key) => key.parent)), ['T'])
    for (const key of keys) await database.execute(scratch.addKey('C', key))
    const copied = await readSchema(database, dialect, name)
    assert.deepEqual(
      described(dialect, copied),
      described(dialect, origin),
      'the copy is described as what it is a copy of',
    )
    for (const made of [parent, hanging].map((one) => collatedFor(dialect, one)))
      await database.execute(scratch.table(made))
    const made = await readSchema(database, dialect, name)
    const [high, low] = ['MADE', 'HANGING'].map((id) =>
      made.tables.find((table) => same(table.name, id)),
    )
    assert.deepEqual(capitals(high?.key.map((column) => column.name) ?? []), ['A', 'B'])
    assert.deepEqual([high?.unique, low?.unique], [true, false])
    assert.deepEqual(capitals([low?.keyIndex ?? '']), ['OF'])
    assert.deepEqual(
      made.foreignKeys
        .filter(({ table }) => same(table, 'HANGING'))
        .map(({ columns, parent: of, parentColumns, onDelete }) => [
          capitals(columns),
          of.toUpperCase(),
          capitals(parentColumns),
          onDelete,
        ]),
      [[['A', 'B'], 'MADE', ['A', 'B'], 'CASCADE']],
    )
    // Without one of its own, an engine's numbers beyond 2^63 are decimals.
    const whole = scratch.kinds.includes('unsigned') ? 'integer' : 'values'
    const held = (high?.columns ?? []).map((column) => scratch.holds(column))
    assert.deepEqual(
      held.map((one) => one?.is),
      ['integer', 'text', 'bytes', 'time', whole, 'bytes'],
    )
  } finally {
    await database.close()
    await port.execute(scratch.drop(name))
  }
  await port.execute(scratch.drop(name))
}

const capitals = (names: readonly string[]): string[] => names.map((name) => name.toUpperCase())

/** PostgreSQL calls a copy's indexes as it pleases. */
const described = ({ engine }: Dialect, schema: Schema) =>
  engine !== 'postgres'
    ? { ...schema, database: '' }
    : {
        ...schema,
        database: '',
        fingerprint: '',
        tables: schema.tables.map((table) => ({
          ...table,
          indexes: table.indexes.map(({ column }) => column),
          keyIndex: '',
        })),
      }

/** Texts in a collation that the engine has. */
const collatedFor = ({ engine }: Dialect, made: MadeTable): MadeTable => ({
  ...made,
  columns: made.columns.map((column) =>
    engine === 'postgres' && column.collated !== undefined ? { ...column, collated: 'C' } : column,
  ),
})
