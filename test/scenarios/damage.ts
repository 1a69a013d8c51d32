import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instance } from '../../local/cloud/instance.ts'

const pageSize = 16_384
/** Of a page's header: its type, and the level of the index it is of. */
const [typeAt, levelAt, indexType] = [24, 64, 17_855]

/** CRC-32C, as InnoDB has it at the end of each page. */
function checksum(page: Buffer): number {
  let crc = 0xffffffff
  for (const byte of page.subarray(0, pageSize - 4)) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1
  }
  return ~crc >>> 0
}

/**
 * Writes another text over one in a leaf of an index, and makes the page's checksum anew: as memory
 * that fails does, so that the page looks whole. The server is stopped for it and started again.
 */
export async function damage(
  instance: Instance,
  table: string,
  text: string,
  other: string,
): Promise<void> {
  const server = instance.server ?? assert.fail(`${instance.id} has no server`)
  const { software, dataDirectory, settings, port, rootPassword } = server
  await server.stop()
  const file = join(dataDirectory, 'apim', `${table}.ibd`)
  const bytes = readFileSync(file)
  const pages = Array.from({ length: bytes.length / pageSize }, (_, at) =>
    bytes.subarray(at * pageSize, (at + 1) * pageSize),
  )
  const page =
    pages.find(
      (one) =>
        one.readUInt16BE(typeAt) === indexType &&
        one.readUInt16BE(levelAt) === 0 &&
        one.includes(text),
    ) ?? assert.fail(`${text} is in no leaf of ${table}`)
  assert.equal(page.readUInt32BE(pageSize - 4), checksum(page), "the checksum is InnoDB's")
  page.write(other, page.indexOf(text), 'latin1')
  page.writeUInt32BE(checksum(page), pageSize - 4)
  writeFileSync(file, bytes)
  instance.server = await software.start({ dataDirectory, settings, port, rootPassword })
}
