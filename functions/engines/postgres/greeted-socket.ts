import { Socket } from 'node:net'

/** What a server that speaks first calls itself; null if these are no such first bytes. */
function greetingOf(bytes: Buffer): string | null {
  // A length of three bytes, the packet's number 0, version 10 of the protocol, and the server's
  // version as a text. Read as PostgreSQL's, it would be a message of 10 bytes that begins with a
  // digit, and there is none.
  if (bytes.length < 6 || bytes.readUInt16BE(1) !== 0 || bytes.readUInt16BE(3) !== 10) return null
  const [version = ''] = bytes.toString('latin1', 5).split('\0')
  return /^\d[\x20-\x7e]*$/.test(version) ? version : null
}

/**
 * A socket that fails where a server of another engine greets: its bytes never get to the driver,
 * which never comes back from some of them (pg-protocol's parser, the fields of an error).
 */
export class GreetedSocket extends Socket {
  #began = false

  override emit(event: string | symbol, ...values: unknown[]): boolean {
    if (event !== 'data' || this.#began) return super.emit(event, ...values)
    this.#began = true
    const [bytes] = values
    const version = Buffer.isBuffer(bytes) ? greetingOf(bytes) : null
    if (version === null) return super.emit(event, ...values)
    this.destroy(new Error(`it greets, and calls itself ${version}`))
    return true
  }
}
