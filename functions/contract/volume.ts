import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { readArchiveName } from './archive-name.ts'
import { NamedError } from './errors.ts'
import { readVolumeName, volumeName } from './volume-name.ts'

/** An archive file, as it is stored. */
export interface StoredFile {
  readonly name: string
  readonly bytes: Buffer
}

/** Where a file's bytes are in a volume. */
export interface VolumeEntry {
  readonly name: string
  readonly offset: number
  readonly length: number
}

/*
 * A volume is a ZIP file whose entries are stored and not compressed once more, so each archive
 * file is in it as it was, and any program that unpacks ZIP gets the files back. Layout and
 * signatures: PKWARE, APPNOTE.TXT, 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (end).
 */
const local = { signature: 0x04034b50, bytes: 30 }
const central = { signature: 0x02014b50, bytes: 46 }
const end = { signature: 0x06054b50, bytes: 22 }
/** 1 January 1980, the first date that ZIP knows: the same files make the same volume. */
const date = 0x0021
/** Of what unpacks it: the first version that is sufficient for stored entries. */
const version = 10

/** Maximum files of a volume; ZIP counts to 65,535. */
export const mostFiles = 10_000

/**
 * Puts archive files into one volume, in this order.
 * @throws RangeError if one is not an archive file, or there are none or too many
 */
export function makeVolume(files: readonly StoredFile[]): StoredFile {
  const numbers = files.flatMap(({ name }) => readArchiveName(name)?.number ?? [])
  if (numbers.length !== files.length || numbers.length === 0 || numbers.length > mostFiles)
    throw new RangeError(`a volume has 1 to ${mostFiles} archive files, not ${files.length}`)
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, bytes } of files) {
    const label = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(version, 0)
    common.writeUInt16LE(date, 8)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(bytes.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(label.length, 22)
    const head = Buffer.alloc(local.bytes)
    head.writeUInt32LE(local.signature)
    common.copy(head, 4)
    const entry = Buffer.alloc(central.bytes)
    entry.writeUInt32LE(central.signature)
    entry.writeUInt16LE(version, 4)
    common.copy(entry, 6)
    entry.writeUInt32LE(at, 42)
    parts.push(head, label, bytes)
    directory.push(entry, label)
    at += head.length + label.length + bytes.length
  }
  const listed = Buffer.concat(directory)
  const last = Buffer.alloc(end.bytes)
  last.writeUInt32LE(end.signature)
  last.writeUInt16LE(files.length, 8)
  last.writeUInt16LE(files.length, 10)
  last.writeUInt32LE(listed.length, 12)
  last.writeUInt32LE(at, 16)
  const bytes = Buffer.concat([...parts, listed, last])
  const [first, final] = [Math.min(...numbers), Math.max(...numbers)]
  return { name: volumeName({ first, last: final, sum: sumOf(bytes) }), bytes }
}

/** SHA-256, as a volume's name has it. */
export const sumOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/**
 * What is in a volume, read from its end.
 * @param tail the volume's last bytes
 * @param size of the whole volume
 * @returns the files, or how many bytes the tail must have
 * @throws NamedError ArchiveDamaged if it does not end as a volume
 */
export function volumeIndex(
  volume: string,
  tail: Buffer,
  size: number,
): readonly VolumeEntry[] | number {
  const damaged = () =>
    new NamedError(
      'ArchiveDamaged',
      `The volume ${volume} does not end with a list of its files. Its files are read where they ` +
        'are still beside it. Restore an older version of the volume if one is intact.',
    )
  const last = tail.length - end.bytes
  if (last < 0 || tail.readUInt32LE(last) !== end.signature) throw damaged()
  const [count, length, from] = [
    tail.readUInt16LE(last + 10),
    tail.readUInt32LE(last + 12),
    tail.readUInt32LE(last + 16),
  ]
  if (from + length + end.bytes !== size) throw damaged()
  if (tail.length < length + end.bytes) return length + end.bytes
  const found: VolumeEntry[] = []
  const range = readVolumeName(volume)
  for (let at = last - length; at < last; ) {
    if (last - at < central.bytes || tail.readUInt32LE(at) !== central.signature) throw damaged()
    const label = tail.readUInt16LE(at + 28)
    const name = tail.toString('utf8', at + central.bytes, at + central.bytes + label)
    const begins = tail.readUInt32LE(at + 42)
    const entry = { name, offset: begins + local.bytes + label, length: tail.readUInt32LE(at + 24) }
    const number = readArchiveName(name)?.number
    if (number === undefined || entry.offset + entry.length > from) throw damaged()
    if (range !== null && (number < range.first || number > range.last)) throw damaged()
    found.push(entry)
    at += central.bytes + label
  }
  if (found.length !== count) throw damaged()
  return found
}
