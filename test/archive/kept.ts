import assert from 'node:assert/strict'
import { join } from 'node:path'
import { accountOf, openFolder } from '../../local/archive-folder.ts'
import type { ArchiveFile } from '../../functions/contract/archive-file.ts'
import { onBench } from '../purge/bench.ts'
import { openDatabase, root } from '../seed/root.ts'
import type { Engine, Name } from '../seed/start-engines.ts'
import { sum, undoAll, undoingBy } from './put-back.ts'

/** Archives as versions of Drydock have written them, by engine: they are never written anew. */
export const keptFolder = join(import.meta.dirname, 'kept')

/** Read as `npm run undo` reads a folder, the last file first. */
export async function keptArchive(engine: string) {
  const folder = await openFolder(join(keptFolder, engine))
  const files: ArchiveFile[] = []
  for (const name of folder.files) files.push(await folder.read(name))
  return { files, account: await accountOf({ archive: keptFolder }, engine) }
}

/** Each row comes back as it was archived, and an undo that is repeated finds all of them. */
export async function keptComesBack(engine: Engine<Name>): Promise<void> {
  const { files } = await keptArchive(engine.name === 'PostgreSQL' ? 'postgresql' : 'mariadb')
  const tables = files.flatMap((file) => file.tables)
  await onBench(engine, 'kept', 'apim-2.5.0', async ({ connection, schema }) => {
    // The applications, which no purge takes.
    const apps = tables.flatMap(({ columns, rows }) => {
      const at = columns.findIndex(({ name }) => /^consumer_key_id$/i.test(name))
      return rows.flatMap((row) => row[at] ?? [])
    })
    for (const id of new Set(apps))
      await connection.query(
        'INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (?, ?)',
        [Number(id), `app-${id}`],
      )
    const to = root(engine)
    const session = { ...to.dialect, session: to.dialect.undoSession }
    const database = await openDatabase({ ...to, database: 'kept', dialect: session })
    try {
      const undoing = undoingBy(database, to.dialect, await schema())
      const all = tables.reduce((rows, one) => rows + one.rows.length, 0)
      assert.equal(sum(await undoAll(undoing, files), 'putBack'), all)
      assert.equal(sum(await undoAll(undoing, files), 'present'), all)
    } finally {
      await database.close()
    }
  })
}
