import { ask } from '../engines/database.ts'
import type { KeyRange } from '../engines/dialect.ts'
import { every } from '../engines/expression.ts'
import type { WholeRow } from '../engines/named-rows.ts'
import type { Candidate } from '../purge/named.ts'
import { walk } from '../walk/walk.ts'
import { alongOf } from './bench.ts'
import { inOrder, low, old, sumOf, type Known, type Shape } from './shape.ts'

type Read = Known & WholeRow

/** Goes along the table a few rows at a time: each row is seen once, by each way of asking. */
export async function walked(on: Shape): Promise<Known[]> {
  const { bench, table, shape, same } = on
  const found: Known[] = []
  const together = table.unique ? 4 : 1
  await walk(alongOf(bench, together), table, null, async (range) => {
    const rows = await readRange(on, range)
    found.push(...rows.map(({ number, key, hash }) => ({ number, key, hash })))
    if (table.unique && range.high !== null) same('boundary', together, rows.length)
    for (const row of rows) same('readRange, old', row.number % 2 === 1, row.old)
    const dead = rows.filter(({ number }) => number % 2 === 1)
    await findsDead(on, range, dead)
    await classifies(on, range, rows)
  })
  const numbers = found.map(({ number }) => number).sort((a, b) => a - b)
  same('a walk', [...shape.keys.keys()], numbers)
  const counted = await ask(bench.database, bench.dialect.countAll(table.name))
  same('countAll', shape.keys.length, counted)
  same('hashes of different rows', shape.keys.length, new Set(found.map(({ hash }) => hash)).size)
  const short = found.every(({ hash }) => BigInt(hash) >> 60n === 0n)
  same('bits of a hash', true, short)
  return found
}

async function readRange({ bench, table, whole }: Shape, range: KeyRange): Promise<Read[]> {
  const { name, key, keyIndex } = table
  const { rows } = bench.dialect
  const question = rows.readRange(name, key, keyIndex, range, every(), whole, 100)
  const read = await ask(bench.database, question)
  return read.map((row) => ({ number: Number(row.values[0]), ...row }))
}

/** By each question that looks for rows by a condition. */
async function findsDead({ bench, table, same }: Shape, range: KeyRange, dead: readonly Read[]) {
  const { database, dialect } = bench
  const { name, key, keyIndex, columns } = table
  const candidates = dialect.rows.candidates(name, key, keyIndex, range, old, [], columns, null)
  // Rows that share a key come in any order.
  const names = (all: readonly Candidate[]) =>
    table.unique ? all.map((one) => JSON.stringify([one.key, one.hash])) : inOrder(all)
  same('candidates', names(dead), names(await ask(database, candidates)))
  const keys = await ask(database, dialect.keys(name, key, range, old, 100))
  const plainly = dead.map((one) => one.key.map((value) => value ?? ''))
  same('keys', plainly, keys)
  const hashes = await ask(database, dialect.hashes(name, key, range, old, columns))
  same('hashes', dead.map(({ hash }) => hash).sort(), hashes.map(({ hash }) => hash).sort())
}

async function classifies({ bench, table, same }: Shape, range: KeyRange, rows: readonly Read[]) {
  const { name, key, columns } = table
  const classes = await ask(
    bench.database,
    bench.dialect.classify(name, key, range, [{ name: 'low', when: low }], 'high', columns, old),
  )
  for (const [of, members] of [
    ['low', rows.filter(({ number }) => number < 10)],
    ['high', rows.filter(({ number }) => number >= 10)],
  ] as const) {
    const one = classes.find((each) => each.name === of)
    const counted = [one?.rows ?? 0, one?.hash ?? '0', one?.other ?? 0]
    const odd = members.filter(({ number }) => number % 2 === 1).length
    same('classify', [members.length, sumOf(members), odd], counted)
  }
}
