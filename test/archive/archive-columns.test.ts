import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { ArchiveFile } from '../../functions/contract/archive-file.ts'
import { largestFile } from '../../functions/contract/archive-file.ts'
import { packArchive } from '../../functions/contract/pack-archive.ts'
import { unpackArchive } from '../../functions/contract/unpack-archive.ts'
import { fileHead as header } from './file-head.ts'

const bytes = (name: string) => ({ name, as: 'bytes' as const })
const text = (name: string) => ({ name, as: 'text' as const })

const roundTrip = async (tables: ArchiveFile['tables']) => {
  const packed = await packArchive({ ...header, tables })
  const file = unpackArchive(packed.name, packed.bytes)
  assert.deepEqual(file, { ...header, format: 4, tables })
  return zstdDecompressSync(packed.bytes)
}

test('a file gives back every value, whatever it is', async () => {
  await roundTrip([])
  await roundTrip([{ table: 'T', columns: [text('A'), bytes('B')], rows: [] }])
  const odd = [
    ...['', '0', '00', '0a', '0A', 'a', 'a0b', '-1', 'g0', '\n', '\0', '"', ',', 'null'],
    ...['é', 'ß', '€', '日本', '😀', '\u{10ffff}', '\ufeff', '\ud800', '\udc00\ud800', 'e\u0301'],
    null,
  ]
  for (const one of odd)
    for (const other of odd)
      await roundTrip([
        {
          table: 'T',
          columns: [text('A'), text('B')],
          rows: [
            [one, other],
            [other, one],
          ],
        },
      ])
  await roundTrip([
    { table: 'ALL', columns: [text('A')], rows: odd.map((value) => [value]) },
    { table: 'T', columns: [text('A'), bytes('B')], rows: [[null, null]] },
    { table: 'T', columns: [text('A')], rows: [['x'.repeat(70_000)], [null], ['y'.repeat(127)]] },
  ])
})

test('values of chance come back, and those that look alike stay apart', async () => {
  let state = 1
  const draw = (below: number) =>
    (state = Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0 && (state >>> 0) % below
  const digits = 'abcdef0123456789'
  const letters = [...digits, 'A', 'é', '€', '😀', '\ud800', ' ']
  for (let file = 0; file < 50; file++) {
    const from = file % 2 === 0 ? [...digits] : letters
    const value = () =>
      draw(5) === 0
        ? null
        : Array.from({ length: draw(9) }, () => from[draw(from.length)] ?? '').join('')
    await roundTrip([
      {
        table: 'T',
        columns: [text('A'), text('B'), bytes('C')],
        rows: Array.from({ length: draw(40) }, () => [value(), value(), '0Aff']),
      },
    ])
  }
})

test('digits of bytes take one byte for two', async () => {
  const secret = 'ab'.repeat(1000)
  const content = await roundTrip([{ table: 'T', columns: [bytes('A')], rows: [[secret]] }])
  assert.ok(content.length < 1300, `${content.length} bytes`)
})

test('a row whose values are not those of its columns is not packed', async () => {
  for (const row of [[], ['secret', 'x']])
    await assert.rejects(
      packArchive({ ...header, tables: [{ table: 'T', columns: [text('A')], rows: [row] }] }),
      { name: 'TypeError', message: /a row of T has [02] values/ },
    )
})

test('what no file can hold is not packed', async () => {
  const columns = [text('A')]
  for (const value of ['0'.repeat(largestFile + 1), '€'.repeat(largestFile / 3 + 1)])
    await assert.rejects(
      packArchive({ ...header, tables: [{ table: 'T', columns, rows: [[value]] }] }),
      { name: 'RowNotKept' },
    )
})

/** A file as somebody may have made it: its name is right. */
const made = (content: Buffer) => {
  const sum = createHash('sha256').update(content).digest('hex')
  const name = `00000007-20261124T093000250Z-tokens-${sum}.rows.zst`
  return [name, zstdCompressSync(content)] as const
}
const head = (rows: number, more = {}, columns = [text('A')]) => {
  const tables = [{ table: 'T', columns, rows }]
  return Buffer.from(`${JSON.stringify({ ...header, format: 4, tables, ...more })}\n`)
}
const after = (of: Buffer, ...more: (number | string)[]) =>
  Buffer.concat([of, ...more.map((one) => Buffer.from(typeof one === 'string' ? one : [one]))])

test('a file that is not as it was written is refused, and its content is not shown', () => {
  for (const [content, message] of [
    [Buffer.from('secret'), /: it is not JSON/],
    [head(1).subarray(0, -1), /: it is not JSON/],
    [head(0, { format: 3 }), /at format/],
    [after(head(0, { number: 8 }), 0, 0), /its content says number 8/],
    [head(-1), /at tables\[0\]\.rows/],
    [head(1), /: it ends within a column/],
    [head(1e9), /: it ends within a column/],
    [head(5, {}, []), /: it has rows of no column/],
    [after(head(1), 7), /: it has a number that does not end/],
    [after(head(1), 255, 255, 255, 255, 255, 1), /: it has a number that does not end/],
    [after(head(1), 7, 9, 6, 'secret'), /: a column is not as it was written/],
    [after(head(1), 7, 1, 7, 'secret'), /: a column is not as it was written/],
    [after(head(1), 6, 1, 6, 'secret'), /: a column has other values than it says/],
    [after(head(1), 0, 1, 6, 'secret'), /: a column has other values than it says/],
    [after(head(1), 7, 1, 6, 'secret', 0), /: it goes on after its last column/],
    [after(head(1), 255, 255, 255, 127, 1, 0), /: its values have more characters/],
    [after(head(1, {}, [bytes('A') as never]), 7, 1, 6, 'secret'), /other than bytes in A/],
  ] as const) {
    const [name, packed] = made(content)
    assert.throws(
      () => unpackArchive(name, packed),
      (error: Error) => {
        assert.match(error.message, message)
        assert.doesNotMatch(error.message, /secret/)
        return error.name === 'ArchiveDamaged'
      },
    )
  }
  const [name, packed] = made(after(head(1), 7, 1, 6, 'secret'))
  assert.deepEqual(unpackArchive(name, packed).tables[0]?.rows, [['secret']])
  assert.throws(() => unpackArchive(name, packed.subarray(0, 20)), { name: 'ArchiveDamaged' })
  assert.throws(() => unpackArchive(name.replace('rows.zst', 'json.gz'), packed), {
    name: 'ArchiveDamaged',
  })
  assert.throws(() => unpackArchive('x.rows.zst', packed), { message: /its name is not that of/ })
})

test('a small file that unpacks to more than one that was written can have is refused', () => {
  const [name, packed] = made(Buffer.alloc(largestFile + 1))
  assert.throws(() => unpackArchive(name, packed), {
    name: 'ArchiveDamaged',
    message: /unpacks to more than \d+ bytes/,
  })
})
