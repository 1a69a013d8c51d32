import assert from 'node:assert/strict'
import { ask, type Database } from '../../functions/engines/database.ts'
import type { Dialect } from '../../functions/engines/dialect.ts'
import { readSchema } from '../../functions/engines/schema.ts'
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
    assert.deepEqual(
      keys.map((key) => key.parent),
      ['T'],
    )
    for (const key of keys) await database.execute(scratch.addKey('C', key))
    const copied = await readSchema(database, dialect, name)
    assert.deepEqual(
      { ...copied, database: '' },
      { ...origin, database: '' },
      'the copy is described as what it is a copy of',
    )
    for (const made of [parent, hanging]) await database.execute(scratch.table(made))
    const made = await readSchema(database, dialect, name)
    const [high, low] = ['MADE', 'HANGING'].map((id) =>
      made.tables.find((table) => table.name === id),
    )
    assert.deepEqual(
      high?.key.map((column) => column.name),
      ['A', 'B'],
    )
    assert.deepEqual([high?.unique, low?.unique, low?.keyIndex], [true, false, 'OF'])
    assert.deepEqual(
      made.foreignKeys
        .filter(({ table }) => table === 'HANGING')
        .map(({ columns, parent: of, parentColumns, onDelete }) => [
          columns,
          of,
          parentColumns,
          onDelete,
        ]),
      [[['A', 'B'], 'MADE', ['A', 'B'], 'CASCADE']],
    )
    const held = (high?.columns ?? []).map((column) => scratch.holds(column))
    assert.deepEqual(
      held.map((one) => one?.is),
      ['integer', 'text', 'bytes', 'time', 'integer', 'bytes'],
    )
  } finally {
    await database.close()
    await port.execute(scratch.drop(name))
  }
  await port.execute(scratch.drop(name))
}
