import type { Readable } from 'node:stream'

const newline = 0x0a

/** A stream's lines as bytes, each with its end; the last may have none. */
export async function* linesOf(input: Readable): AsyncGenerator<Buffer> {
  let parts: Buffer[] = []
  for await (const chunk of input as AsyncIterable<Buffer>) {
    let from = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      const last = chunk.subarray(from, end + 1)
      yield parts.length === 0 ? last : Buffer.concat([...parts, last])
      parts = []
      from = end + 1
    }
    if (from < chunk.length) parts.push(chunk.subarray(from))
  }
  if (parts.length > 0) yield Buffer.concat(parts)
}
