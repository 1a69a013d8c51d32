import { openTarget } from '../aws/target-database.ts'
import { rehearseFile, type Rehearsed } from '../archive/rehearse-file.ts'
import { readArchiveName } from '../contract/archive-name.ts'
import { unpackArchive } from '../contract/unpack-archive.ts'
import type { packArchive } from '../contract/pack-archive.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import type { Schema } from '../engines/schema.ts'
import type { Surroundings } from '../runtime/surroundings.ts'

/**
 * Bytes of a file that is tried: the batch itself is in memory too. Only a row of several MB alone
 * has more.
 */
const most = 2 ** 23

type Compare = Parameters<typeof rehearseFile>[2]

interface Of {
  readonly database: string
  readonly schema: Schema
}

/**
 * Tries the undo on the clone: the archive file of a batch that has just gone is read as it would
 * be from the bucket, and its rows are put back by a session as the undo's, compared, and rolled
 * back.
 */
export function rehearseUndo(
  run: Run,
  source: SourcePlan,
  { ending }: Pick<Surroundings, 'ending'>,
): {
  /** Keeps the two files that were written last: the second one is a batch ahead. */
  hold(file: Awaited<ReturnType<typeof packArchive>>): void
  /** By table; nothing where the file is too long. */
  tried(of: Of, file: number, compare: Compare): Promise<Rehearsed>
  close(): Promise<void>
} {
  let held: readonly Awaited<ReturnType<typeof packArchive>>[] = []
  let open: Awaited<ReturnType<typeof openTarget>> | null = null
  return {
    hold: (file) => void (held = [...held.slice(-1), file]),
    async tried({ database, schema }, number, compare) {
      const packed = held.findLast(({ name }) => readArchiveName(name)?.number === number)
      if (packed === undefined)
        throw new TypeError(`unreachable: file ${number} is not among the last two`)
      if (packed.unpacked > most) return { totals: {}, changed: [] }
      const file = unpackArchive(packed.name, packed.bytes)
      open ??= await openTarget({
        run,
        source,
        target: 'clone',
        database,
        session: 'undo',
        ending,
      })
      // A value that only its hash is kept of does not come back.
      const hashed = run.archive.mode === 'hashed'
      return rehearseFile({ ...open, schema }, file, hashed ? async () => [] : compare)
    },
    async close() {
      await open?.database.close()
      open = null
    },
  }
}
