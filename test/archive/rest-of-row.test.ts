import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ArchiveFile } from '../../functions/contract/archive-file.ts'
import { undoFile } from '../../functions/archive/undo.ts'
import type { Undoing } from '../../functions/archive/undo-place.ts'
import type { Sql } from '../../functions/engines/dialect.ts'
import { dialects } from '../engines/dialects.ts'
import { fileHead } from './file-head.ts'

const header = { ...fileHead, format: 3 } as const

test('a key of bits, or with a part that the server computes, is found by the rest of its row', async () => {
  const askedBy = async (bits: boolean, key: readonly string[]) => {
    const asked: string[] = []
    const within = {
      query: async ({ text }: Sql) => (asked.push(text), []),
      execute: async () => 0,
    }
    const columns = [{ name: 'ID', ...(bits && { incomparable: true }) }, { name: 'S' }]
    await undoFile(
      {
        database: {
          query: async () => [],
          transaction: (work: (inside: typeof within) => unknown) => work(within),
        },
        dialect: dialects.mariadb,
        schema: {
          database: 'apim',
          foreignKeys: [],
          tables: [{ name: 'T', key: key.map((name) => ({ name })), unique: true, columns }],
        },
        wanted: {},
        dryRun: true,
        onCollision: 'skip',
        out: new Set(),
      } as unknown as Undoing,
      {
        ...header,
        tables: [
          {
            table: 'T',
            columns: [
              { name: 'ID', as: bits ? 'bytes' : 'text' },
              { name: 'S', as: 'text' },
            ],
            rows: [['01', 'a']],
          },
        ],
      } as unknown as ArchiveFile,
    )
    return asked
      .join()
      .match(/`\w+` <=>/g)
      ?.join()
  }
  assert.equal(await askedBy(false, ['ID']), '`ID` <=>')
  assert.equal(await askedBy(true, ['ID']), '`S` <=>')
  assert.equal(await askedBy(false, ['ID', 'COMPUTED']), '`ID` <=>,`S` <=>')
})
