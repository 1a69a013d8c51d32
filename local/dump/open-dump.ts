import { open } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { engines, localEngine } from '../engines/engines.ts'
import { ServerError } from '../server/server-error.ts'

/** The kind of a file by its first bytes. */
const kinds = [
  { name: 'gzip', magic: [0x1f, 0x8b] },
  { name: 'zstd', magic: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { name: 'UTF-16', magic: [0xff, 0xfe] },
  { name: 'UTF-16', magic: [0xfe, 0xff] },
  { name: 'zip', magic: [0x50, 0x4b, 0x03, 0x04] },
] as const

const refused: Readonly<Record<'UTF-16' | 'zip', string>> = {
  'UTF-16':
    'is UTF-16 text, as PowerShell writes it with ">", which damages binary values. ' +
    "Dump again with your dump program's option for a file: --result-file=FILE or --file=FILE",
  zip: 'is a zip archive. Unpack it, then name the .sql file in it',
}

/**
 * Opens a dump and unpacks it while reading: plain, gzip, zstd, or xz if that program is installed.
 * The file's content decides, not its name.
 * @throws ServerError DumpNotLoaded
 */
export async function openDump(file: string): Promise<Readable> {
  const first = await beginningOf(file)
  for (const engine of engines) {
    const { archive } = (await localEngine(engine)).dumps
    if (archive?.magic.some((magic) => begins(first, magic))) return archive.open(file)
  }
  const kind = kinds.find(({ magic }) => begins(first, magic))?.name ?? 'plain'
  switch (kind) {
    case 'plain':
      return createReadStream(file)
    case 'gzip':
      return unpacked(createReadStream(file), createGunzip())
    case 'zstd':
      return unpacked(createReadStream(file), createZstdDecompress())
    case 'xz':
      return throughXz(file)
    default:
      throw new ServerError('DumpNotLoaded', `${file} ${refused[kind]}.`)
  }
}

const begins = (first: Buffer, magic: readonly number[]): boolean =>
  magic.every((byte, at) => first[at] === byte)

async function beginningOf(file: string): Promise<Buffer> {
  const first = Buffer.alloc(8)
  try {
    const handle = await open(file)
    try {
      await handle.read(first, 0, first.length, 0)
    } finally {
      await handle.close()
    }
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? error.code : String(error)
    throw new ServerError(
      'DumpNotLoaded',
      why === 'ENOENT'
        ? `There is no file ${file}. Expected a file with a dump of one database.`
        : `${file} cannot be read (${why}). Expected a file with a dump of one database.`,
    )
  }
  return first
}

/** A file error becomes the unpacked stream's error too. */
function unpacked<T extends Readable & NodeJS.WritableStream>(source: Readable, unpack: T): T {
  source.once('error', (error) => unpack.destroy(error))
  unpack.once('close', () => source.destroy())
  return source.pipe(unpack)
}

function throughXz(file: string): Readable {
  const child = spawn('xz', ['-dc', '--', file], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-500)))
  const fail = (why: string) =>
    child.stdout.destroy(new ServerError('DumpNotLoaded', `${file} ${why}`))
  child.once('error', () =>
    fail('is packed with xz, which is not installed here. Unpack it, then name the .sql file.'),
  )
  child.once('exit', (code) => {
    if (code !== 0 && code !== null) fail(`cannot be unpacked: ${said.trim()}`)
  })
  child.stdout.once('close', () => child.kill())
  return child.stdout
}

/** The error for a file that cannot be completely read or unpacked. */
export function damaged(file: string, error: unknown): ServerError {
  if (error instanceof ServerError) return error
  return new ServerError(
    'DumpNotLoaded',
    `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}. ` +
      'It may be truncated or damaged; copy or create it again.',
  )
}
