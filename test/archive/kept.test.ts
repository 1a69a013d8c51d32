import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { formats as known } from '../../functions/contract/archive-file.ts'
import { unpackArchive } from '../../functions/contract/unpack-archive.ts'
import { went } from '../../functions/archive/undo-totals.ts'
import { keptArchive, keptFolder } from './kept.ts'

// docs/operations.md promises it. test/archive/undo.test.ts puts these rows back. A new format
// needs archives of its own here; those of the formats before stay as they are.

test('an archive of every format is read by this version, with the account of its purge', async () => {
  const formats = new Set<number>()
  const rows = new Map<string, unknown>()
  for (const engine of readdirSync(keptFolder)) {
    const { files, account } = await keptArchive(engine)
    assert.ok(account !== null)
    assert.deepEqual(
      files.map((file) => [file.runId, file.number, went(account, file)]),
      [
        ['kept', 2, true],
        ['kept', 1, true],
        ['kept', 0, true],
      ],
    )
    assert.ok(!went(account, { database: 'kept', number: 3 }), 'a batch that was rolled back')
    for (const { format } of files) formats.add(format)
    // The same batches in each format.
    const [server = ''] = engine.split('-')
    const tables = files.map((file) => file.tables)
    assert.deepEqual(tables, rows.get(server) ?? tables)
    rows.set(server, tables)
  }
  assert.deepEqual(formats, new Set(known))
})

test('an archive of a later format is refused by its number', () => {
  const text = '{"format":99,"rows":"secret"}'
  const sum = createHash('sha256').update(text).digest('hex')
  const name = `00000007-20261124T093000250Z-tokens-${sum}.json.gz`
  assert.throws(() => unpackArchive(name, gzipSync(text)), {
    name: 'ArchiveDamaged',
    message: new RegExp(`^The archive file ${name} has the format 99, and this version .* reads 3`),
  })
})
