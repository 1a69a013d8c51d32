import { shownGibibytes } from '../contract/bytes.ts'
import { scans } from '../engines/expression.ts'
import { dead } from '../measure/row-classes.ts'
import {
  failed,
  passed,
  warning,
  type Finding,
  type SourceFacts,
  type PreflightScene,
} from './scene.ts'
import { timeBoxed } from '../walk/time-box.ts'
import { ask } from '../engines/database.ts'

/** Sampled rows of each rule's table for estimating its share of dead rows. */
const sampleRows = 2000
/**
 * Time limit of one sample in ms: without an index for its condition, each row would read a whole
 * table.
 */
const sampleTime = 5000
/**
 * A deleted row is written completely to the binary log, and to the undo log until the server
 * purges it.
 */
const copies = 2

/**
 * Temporary bytes for deleting a database's dead rows: their number, estimated from a sample of the
 * table's start, times the mean row length, twice. Child tables count with the same share.
 */
export async function purgeBytes(scene: PreflightScene): Promise<number> {
  const { database, dialect, bound } = scene
  const sizes = await ask(database, dialect.server.estimates(scene.name))
  const shares = new Map<string, number>()
  for (const { rule, table, dead: when } of bound.rules) {
    // Sampling a condition that reads the whole table would read all of it: all rows count as dead.
    if (scans(when) || table.key.length === 0) {
      shares.set(rule.name, 1)
      continue
    }
    const end = await ask(database, dialect.boundary(table.name, table.key, null, sampleRows))
    const high = end?.map((value) => value ?? '') ?? null
    const counts = await timeBoxed(
      database,
      dialect,
      sampleTime,
      dialect.classify(
        table.name,
        table.key,
        { low: null, high },
        [{ name: dead, when }],
        'alive',
        table.columns.slice(0, 1),
      ),
    )
    const total = (counts ?? []).reduce((sum, one) => sum + one.rows, 0)
    // Not available in time: all rows count as dead, as above.
    shares.set(
      rule.name,
      counts === null
        ? 1
        : total === 0
          ? 0
          : (counts.find((one) => one.name === dead)?.rows ?? 0) / total,
    )
  }
  return bound.tables.reduce((sum, { table, rule }) => {
    const { rows = 0, length = 0 } = sizes.get(table.name.toUpperCase()) ?? {}
    return sum + rows * (shares.get(rule) ?? 1) * length * copies
  }, 0)
}

/** The purge's needs fit into the free storage, with a tenth in reserve. */
export function room(
  { elastic, freeStorage, storage, growsTo }: SourceFacts,
  bytes: number,
): Finding {
  const needs = `Deleting takes about ${shownGibibytes(bytes)} of undo and binary log`
  if (elastic)
    return passed(
      `${needs}; an Aurora cluster's storage grows automatically, and is billed while it is used.`,
    )
  const remedy =
    "Increase the allocated storage, enable storage autoscaling, or shorten the binary log's " +
    'retention; then start again.'
  if (freeStorage === null)
    return warning(
      `${needs}; the free storage is unknown (CloudWatch has no FreeStorageSpace).`,
      remedy,
    )
  const growth = growsTo !== null && storage !== null && growsTo > storage ? growsTo - storage : 0
  const free =
    `${needs}; ${shownGibibytes(freeStorage)} are ` +
    `free${growth > 0 ? `, and ${shownGibibytes(growth)} may be added` : ''}.`
  const left = freeStorage - bytes
  if (left + growth < (storage ?? freeStorage) * 0.1) return failed(free, remedy)
  return bytes > freeStorage / 2 ? warning(free, remedy) : passed(free)
}
