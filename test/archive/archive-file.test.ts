import { toColumn } from '../../functions/engines/mysql/to-table.ts'
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { largestFile, type ArchiveFile } from '../../functions/contract/archive-file.ts'
import { packArchive } from '../../functions/contract/pack-archive.ts'
import { unpackArchive } from '../../functions/contract/unpack-archive.ts'
import { archivedTable, refuseNotKept } from '../../functions/archive/archive.ts'
import type { BoundRule } from '../../functions/rules/bound.ts'
import { keepRows, longestRow, refuseLong } from '../../functions/archive/keep-rows.ts'
import { undoFile } from '../../functions/archive/undo.ts'
import type { Undoing } from '../../functions/archive/undo-place.ts'
import { refuseForeign, type OneRun } from '../../functions/archive/undo-totals.ts'
import type { Table } from '../../functions/engines/schema.ts'
import type { Sql } from '../../functions/engines/dialect.ts'
import { dialects } from '../engines/dialects.ts'
import { fileHead } from './file-head.ts'

const header = { ...fileHead, format: 3 } as const

test('a file that was altered is refused', async () => {
  const { name, bytes } = await packArchive({ ...header, tables: [] })
  const other = await packArchive({ ...header, rule: 'codes', tables: [] })
  assert.equal(unpackArchive(name, bytes).rule, 'tokens')
  assert.throws(() => unpackArchive(name, other.bytes), {
    name: 'ArchiveDamaged',
    message: /its SHA-256 is/,
  })
  assert.throws(() => unpackArchive(name, bytes.subarray(0, 20)), { name: 'ArchiveDamaged' })
})

/** A file by its text, as somebody may have made it: its name is right. */
const made = (text: string, number = 7) => {
  const sum = createHash('sha256').update(text).digest('hex')
  return [
    `${String(number).padStart(8, '0')}-20261124T093000250Z-tokens-${sum}.json.gz`,
    gzipSync(text),
  ] as const
}
const damaged = (message: RegExp) => ({ name: 'ArchiveDamaged', message })

test('a file that unpacks to more than one that was written can have is refused', () => {
  const [name] = made('{}')
  const bytes = gzipSync(Buffer.alloc(largestFile + 1), { level: 1 })
  assert.throws(() => unpackArchive(name, bytes), damaged(/unpacks to more than \d+ bytes/))
})

test('an unreadable file is reported by its place, and its content is not shown', () => {
  const columns = [{ name: 'ACCESS_TOKEN', as: 'bytes' }]
  const file = (rows: unknown, more = {}) =>
    made(JSON.stringify({ ...header, tables: [{ table: 'T', columns, rows }], ...more }))
  for (const [[name, bytes], message] of [
    [made('{"format":3,"runId":secret'), /: it is not JSON\./],
    [made('{"format":3,"runId":"secret"'), /: it is not JSON at position 28\./],
    [file([['6a'], ['6a', '6a']]), /row 2 of T has 2 values, expected 1/],
    [file([['6a'], ['secret']]), /row 2 of T has something other than bytes in ACCESS_TOKEN/],
    [file([['6a'], [5]]), /at tables\[0\]\.rows\[1\]\[0\]/],
    [file([], { number: 8 }), /its content says number 8/],
  ] as const)
    assert.throws(
      () => unpackArchive(name, bytes),
      (error: Error) => {
        assert.match(error.message, message)
        assert.doesNotMatch(error.message, /secret/)
        return error.name === 'ArchiveDamaged'
      },
    )
  const [name, bytes] = file([['6a'], [null]])
  assert.equal(unpackArchive(name, bytes).tables[0]?.rows.length, 2)
})

test('a type that would not come back as it was is refused before anything is made', () => {
  const table = (type: string, generated = false) =>
    ({
      name: 'T',
      key: [],
      columns: [{ ...toColumn({ name: 'X', type }), generated }],
    }) as unknown as Table
  assert.throws(() => refuseNotKept([table('xmltype')], 'full'), {
    name: 'RowNotKept',
    message: /T\.X is xmltype/,
  })
  for (const type of ["enum('')", "enum('a','')", "ENUM('','b')", "set('a','')"])
    assert.throws(() => refuseNotKept([table(type)], 'full'), { name: 'RowNotKept' }, type)
  for (const type of ["enum('it''s','b')", "enum('''','b')", "set('a','b')", "enum('a','b,')"])
    refuseNotKept([table(type)], 'full')
  refuseNotKept([table('xmltype')], 'off')
  refuseNotKept([table('xmltype', true), table('int(11) unsigned'), table('geometry')], 'full')
})

test('a value that the server did not answer whole is not archived', () => {
  const columns = [
    { name: 'B', as: 'bytes', long: true },
    { name: 'J', as: 'text', long: true },
  ] as const
  const row = (
    b: string | null,
    lengthB: number | null,
    j: string | null,
    lengthJ: number | null,
  ) => archivedTable('T', columns, [{ values: [b, j], lengths: [lengthB, lengthJ] }])
  assert.deepEqual(row('00ff', 2, 'é', 2).rows, [['00ff', 'é']])
  assert.deepEqual(row(null, null, '', 0).rows, [[null, '']])
  for (const odd of [
    () => row(null, 9_000_000, null, null),
    () => row('00ff', 3, null, null),
    () => row(null, null, '', -1),
  ])
    assert.throws(odd, { name: 'RowNotKept', message: /T\.[BJ], but the server returned/ })
})

test('the maximum row length follows from the smaller statement limit of the two servers', async () => {
  const clone = { query: async () => [{ Variable_name: 'max_allowed_packet', Value: '8388608' }] }
  const dialect = dialects.mariadb ?? assert.fail()
  const beside = 64 * 2 ** 10
  assert.equal(await longestRow(clone, dialect), 8 * 2 ** 20 - beside)
  assert.equal(await longestRow(clone, dialect, 4 * 2 ** 20), 4 * 2 ** 20 - beside)
  assert.equal(await longestRow(clone, dialect, 64 * 2 ** 20), 8 * 2 ** 20 - beside)
})

test('a row that one statement cannot put back, a child too, is not written, nor a file that cannot be read', async () => {
  let kept = 0
  const keep = keepRows({ keep: async () => void kept++ }, 'full', {
    database: 'd',
    schema: 's',
    cutoffOf: () => '',
    longest: 10,
  })
  const write = (...row: string[]) =>
    keep?.write({ rule: { name: 'tokens' } } as unknown as BoundRule, 0, [
      { table: 'T', columns: row.map((name) => ({ name, as: 'bytes' as const })), rows: [row] },
    ])
  await write('00'.repeat(6), '00'.repeat(4))
  await assert.rejects(async () => write('00'.repeat(6), '00'.repeat(5)), { name: 'RowNotKept' })
  assert.equal(kept, 1)
  refuseLong('T', 20, largestFile - 20, 10)
  for (const [encoded, hanging] of [
    [22, 0],
    [20, largestFile - 19],
  ] as const)
    assert.throws(() => refuseLong('T', encoded, hanging, 10), { name: 'RowNotKept' })
  const rows = [['00'.repeat(2 ** 24)], ['00'.repeat(2 ** 24)]]
  const columns = [{ name: 'A', as: 'bytes' as const }]
  await assert.rejects(packArchive({ ...header, tables: [{ table: 'T', columns, rows }] }), {
    name: 'RowNotKept',
  })
})

test('rows that were put back are read back: one that came back otherwise stays out, or fails the file', async () => {
  const file = {
    rule: 'tokens',
    tables: [
      {
        table: 'T',
        columns: [
          { name: 'ID', as: 'text' },
          { name: 'S', as: 'text' },
        ],
        rows: [['1', 'a']],
      },
    ],
  } as unknown as ArchiveFile
  const restore = async (back: string, wanted: Partial<Undoing> = {}, tables = file.tables) => {
    let there = false
    const within = {
      query: async () => (there ? [{ column0: '1', column1: back }] : []),
      execute: async ({ text }: Sql) => {
        if (text.startsWith('INSERT')) there = true
        if (text.startsWith('ROLLBACK TO')) there = false
      },
    }
    const key = [{ name: 'ID', kind: 'integer', nullable: false }]
    const schema = {
      database: 'apim',
      foreignKeys: [],
      tables: [{ name: 'T', key, unique: true, columns: [{ name: 'ID' }, { name: 'S' }] }],
    }
    const totals = await undoFile(
      {
        database: {
          query: async () => [],
          transaction: (work: (inside: typeof within) => unknown) => work(within),
        },
        dialect: dialects.mariadb,
        schema,
        wanted: {},
        dryRun: false,
        onCollision: 'skip',
        out: new Set(),
        ...wanted,
      } as unknown as Undoing,
      { ...file, tables },
    )
    const { putBack, collisions, present = 0 } = totals.T ?? {}
    return [putBack, collisions, there, ...(present > 0 ? [present] : [])]
  }
  assert.deepEqual(await restore('a'), [1, [], true])
  assert.deepEqual(await restore('b', { dryRun: true }), [1, [], false])
  assert.deepEqual(await restore('b'), [0, ['1 (S no longer stores its value unchanged)'], false])
  // A table that two ways of cascades lead to stands twice.
  assert.deepEqual(await restore('a', {}, [...file.tables, ...file.tables]), [1, [], true, 1])
  await assert.rejects(restore('b', { onCollision: 'fail' }), {
    name: 'UndoCollision',
    message: /1 \(S no longer stores its value unchanged\)/,
  })
})

test('a file of another run, source, database or schema is refused', () => {
  const one = (): OneRun => ({
    run: 'r',
    source: 'i',
    databases: ['d', 'e'],
    schemas: new Map([['d', 's']]),
  })
  refuseForeign('f', header, one())
  refuseForeign('f', { ...header, database: 'e', schema: 'other' }, one())
  for (const [change, message] of [
    [{ runId: 'q' }, /of run "q", expected "r"/],
    [{ source: 'j' }, /of source "j", expected "i"/],
    [{ database: 'f' }, /of database "f", expected d or e/],
    [{ schema: 't' }, /of another schema of d/],
  ] as const)
    assert.throws(() => refuseForeign('f', { ...header, ...change }, one()), damaged(message))
})
