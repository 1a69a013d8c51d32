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
  await leftBehind(dialect, port, open)
}

/** The session of a call that was cut off lives on, and holds a row and a table. */
async function leftBehind(
  dialect: Dialect,
  port: Database,
  open: (database: string) => Promise<Database>,
): Promise<void> {
  const scratch = dialect.scratch(onClone)
  const [name, other] = ['port_left_1', 'port_lefx'].map((own) => scratch.beside('port', own))
  if (name === undefined || other === undefined) return assert.fail()
  for (const one of [name, other]) await port.execute(scratch.make(one))
  const [cutOff, beside] = [await open(name), await open(other)]
  const columns = [{ name: 'A', as: 'text' as const }]
  await cutOff.execute(scratch.table(only))
  let taken: () => void = () => undefined
  const holds = new Promise<void>((resolve) => (taken = resolve))
  let over: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (over = resolve))
  const holding = cutOff.transaction(async (within) => {
    await within.execute(dialect.insert('LEFT_OVER', columns, [['1']]))
    taken()
    await ended
    await within.execute(dialect.insert('LEFT_OVER', columns, [['2']]))
  })
  await holds
  assert.deepEqual(await ask(port, scratch.left('port', 'port_left_')), [name])
  await scratch.dropLeft(port, name)
  assert.deepEqual(await ask(port, scratch.left('port', 'port_left_')), [])
  over()
  await assert.rejects(holding, { kind: 'connection lost' })
  await beside.query(dialect.server.ping)
  for (const one of [cutOff, beside]) await one.close()
  await port.execute(scratch.drop(other))
}

const only: MadeTable = {
  name: 'LEFT_OVER',
  columns: [{ name: 'A', kind: 'integer' }],
  primary: ['A'],
  indexes: {},
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
