import { NamedError } from '../contract/errors.ts'
import type { MeasuredTable } from '../contract/evidence.ts'
import type { Key } from '../engines/dialect.ts'

/** The keys of the live rows after `low`, up to and including `high`. */
export interface RosterPage {
  readonly low: Key | null
  readonly high: Key | null
  readonly keys: readonly string[]
}

export interface RosterStore {
  /** Distinguishes the pages of this call from those of others. */
  readonly call: string
  put(database: string, table: string, page: string, of: RosterPage): Promise<void>
  /** null where there is none. */
  get(database: string, table: string, page: string): Promise<RosterPage | null>
}

/** More rows than any range has. */
export const allRows = 1_000_000_000

/** Names of a table's pages, in order; undefined if it has no roster. */
export const pagesOf = (before: readonly MeasuredTable[], name: string): string[] | undefined =>
  before
    .find(({ table }) => table === name)
    ?.rosterPages?.flatMap(({ call, pages }) =>
      Array.from({ length: pages }, (_, at) => `${call}-${at}`),
    )

/** @throws NamedError EvidenceMissing */
export async function listedIn(
  store: RosterStore,
  database: string,
  table: string,
  page: string,
): Promise<RosterPage> {
  const listed = await store.get(database, table, page)
  if (listed !== null) return listed
  throw new NamedError(
    'EvidenceMissing',
    `Page ${page} of the roster of ${table} is missing in the bucket, so its rows cannot be ` +
      'looked up. Find out who deletes there, then start the run again.',
  )
}
