import type { ArchiveFile } from '../contract/archive-file.ts'
import { readArchiveName } from '../contract/archive-name.ts'
import { NamedError } from '../contract/errors.ts'
import type { Purged } from '../contract/evidence.ts'
import { quantity } from '../contract/quantity.ts'
import { readVolumeName } from '../contract/volume-name.ts'
import { isDamaged, type StoredArchive } from './stored-archive.ts'
import type { Asked } from './undo-asked.ts'
import { went } from './undo-totals.ts'

/** What is known of an archive before a file is read. */
export interface Listed {
  /** Of all its files. */
  readonly names: readonly string[]
  /** Volumes whose lists cannot be read. */
  readonly unlisted: readonly string[]
}

/** How many of something there are, by the number of a file. A name does not tell the database. */
type ByNumber = ReadonlyMap<number, number>

function counted(numbers: Iterable<number>): ByNumber {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return counts
}

/** The files whose rows were deleted: each database counts from 0. */
function* numbersDue({ databases }: Purged): Generator<number> {
  for (const { files = 0, void: voided = [] } of databases) {
    const stayed = new Set(voided)
    for (let number = 0; number < files; number++) if (!stayed.has(number)) yield number
  }
}

/** Without an account each number that a volume's name has counts as one file. */
function* numbersOf(volumes: readonly string[]): Generator<number> {
  const seen = new Set<number>()
  for (const volume of volumes) {
    const { first, last } = readVolumeName(volume) ?? { first: 0, last: -1 }
    for (let number = first; number <= last; number++) {
      if (!seen.has(number)) yield number
      seen.add(number)
    }
  }
}

/** `npm run undo` reads a folder. */
const copied = "If this is a copy of the bucket's archive, copy it again."

/** Of which numbers there are fewer files than there should be. A name is one file. */
function lostOf(due: Iterable<number>, names: readonly string[]): readonly number[] {
  const there = counted([...new Set(names)].flatMap((name) => readArchiveName(name)?.number ?? []))
  return [...counted(due)].flatMap(([number, count]) =>
    (there.get(number) ?? 0) < count ? [number] : [],
  )
}

/**
 * Rows of a file that the archive has lost cannot come back: an undo must not seem complete without
 * them. Asked for a time, it says itself what it found, and for one row too, unless the row may be
 * in a volume that cannot be read. The account of a purge that is not done may have files that were
 * never written; one that a volume has was written.
 * @param account null where the undo does without.
 * @throws NamedError ArchiveMissing, ArchiveDamaged
 */
export function refuseIncomplete(
  { key, since, until }: Asked,
  account: Purged | null,
  { names, unlisted }: Listed,
): void {
  if (names.length > 0 && (since !== undefined || until !== undefined)) return
  const files = names.flatMap((name) => readArchiveName(name) ?? [])
  const lost = lostOf(account === null ? numbersOf(unlisted) : numbersDue(account), names)
  if (lost.length === 0) return
  // A volume's list may be garbled, and the time of a name with it.
  const times = files.map(({ at }) => Date.parse(at)).filter((time) => !Number.isNaN(time))
  const first = times.reduce((least, time) => Math.min(least, time), Date.now())
  const others =
    'Otherwise their rows cannot come back; to put back the others, ask for those since ' +
    `${new Date(first).toISOString()}.`
  for (const volume of unlisted) {
    const range = readVolumeName(volume)
    const inside = lost.filter(
      (number) => range !== null && number >= range.first && number <= range.last,
    )
    if (inside.length > 0)
      throw new NamedError(
        'ArchiveDamaged',
        `The volume ${volume} has no list of its files, and ${quantity(inside.length, 'file')} ` +
          `that should be in it ${inside.length === 1 ? 'is' : 'are'} in no other place, the ` +
          `first with the number ${inside[0]}. Nothing more was put back. ${copied} The bucket ` +
          `keeps an older version of the volume for a day: restore it. ${others}`,
      )
  }
  if (account?.done !== true || key !== undefined) return
  throw new NamedError(
    'ArchiveMissing',
    `The archive lacks ${quantity(lost.length, 'file')} of which the purge's account says that ` +
      `their rows were deleted, the first with the number ${lost[0]}. Nothing more was put ` +
      `back. ${copied} The bucket keeps deleted files for a day: restore them. ${others}`,
  )
}

/**
 * Reads a file of which rows are to be put back; null for one that nothing is lost with: it is not
 * as it was written, no number lacks a file, and each database whose account has its number has a
 * whole file of that number besides. So is a name in a volume's list that was garbled, or the file
 * of a batch that stayed. That one counts for its number: the file of another database may be lost.
 * @throws NamedError ArchiveMissing, ArchiveDamaged
 */
export async function readDue(
  archive: Pick<StoredArchive, 'read'>,
  name: string,
  asked: Asked,
  account: Purged | null,
  names: readonly string[],
): Promise<ArchiveFile | null> {
  const number = readArchiveName(name)?.number
  let file: ArchiveFile | null = null
  let odd: unknown = null
  try {
    file = await archive.read(name)
  } catch (error) {
    if (!isDamaged(error) || account === null || number === undefined) throw error
    odd = error
  }
  if (account === null || number === undefined || (file !== null && went(account, file)))
    return file
  const isPart = [asked.key, asked.since, asked.until].some((one) => one !== undefined)
  if (file !== null && (isPart || !account.done)) return file
  if (file === null && lostOf(numbersDue(account), names).length > 0) throw odd
  const whole = await databasesOf(archive, number, names)
  for (const { database } of account.databases)
    if (went(account, { database, number }) && !whole.has(database))
      throw odd ?? lostOne(database, number)
  return file
}

/** The databases that have a whole file of a number. */
async function databasesOf(
  archive: Pick<StoredArchive, 'read'>,
  number: number,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const whole = new Set<string>()
  for (const name of names) {
    if (readArchiveName(name)?.number !== number) continue
    const file = await archive.read(name).catch((error: unknown) => {
      if (isDamaged(error)) return null
      throw error
    })
    if (file !== null) whole.add(file.database)
  }
  return whole
}

const lostOne = (database: string, number: number) =>
  new NamedError(
    'ArchiveMissing',
    `The archive lacks the file of ${database} with the number ${number}, of which the purge's ` +
      'account says that its rows were deleted: the file there is of a batch that stayed. ' +
      'Nothing more was put back. The bucket keeps deleted files for a day: restore it. ' +
      `${copied} Otherwise its rows cannot come back; to put back the others, ask for a time.`,
  )
