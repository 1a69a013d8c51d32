import { createServer, type Socket } from 'node:net'
import {
  began,
  committed,
  done,
  failure,
  loginAck,
  prelogin,
  result,
  rolledBack,
  type Columns,
} from './tds-tokens.ts'

/** What the peer was asked: a batch, or a statement with values. */
export interface Asked {
  readonly text: string
  readonly values: readonly (string | null)[]
}

/**
 * What it answers. `cut`: it closes the socket; `cut midway`: within its answer; `silent`: it never
 * answers, not even to an attention.
 */
export type Answer =
  | { readonly rows: readonly [Columns, ...Columns[]] }
  | { readonly error: number; readonly message: string; readonly severity?: number }
  | 'done'
  | 'cut'
  | 'cut midway'
  | 'silent'
  | 'silent until attention'

export interface Script {
  /** Where the socket is cut before there is a session. */
  readonly cutAt?: 'connect' | 'prelogin' | 'login'
  /** A login that is refused. */
  readonly refuses?: (login: number) => { readonly error: number; readonly message: string } | null
  /** undefined: done. */
  readonly answers?: (asked: Asked, session: number) => Answer | undefined
}

export interface Peer {
  readonly port: number
  /** The texts that it was asked, by session, without those that open it. */
  readonly asked: string[]
  close(): Promise<void>
}

const types = { batch: 1, rpc: 3, attention: 6, login: 0x10, prelogin: 0x12 }

/** A server that speaks as much of the protocol as the driver asks for, after a script. */
export async function tdsPeer(script: Script): Promise<Peer> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  let sessions = 0
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
    if (script.cutAt === 'connect') return void socket.destroy()
    const session = ++sessions
    let held = false
    messages(socket, (type, body) => {
      if (type === types.prelogin)
        return script.cutAt === 'prelogin' ? void socket.destroy() : send(socket, prelogin)
      if (type === types.login) {
        if (script.cutAt === 'login') return void socket.destroy()
        const refused = script.refuses?.(session) ?? null
        const said =
          refused === null
            ? [loginAck, done(null)]
            : [
                failure({ number: refused.error, message: refused.message, severity: 14 }),
                done('error'),
              ]
        return send(socket, Buffer.concat(said))
      }
      // First what was asked ends, then comes the answer to the attention.
      if (type === types.attention)
        return held
          ? socket.write(Buffer.concat([packet(done(null)), packet(done('attention'))]))
          : undefined
      const one = type === types.rpc ? statementIn(body) : { text: batchIn(body), values: [] }
      const opens = /^(set |SET ANSI_NULLS|EXEC sp_set_session_context)/.test(one.text)
      if (!opens) asked.push(`${session}: ${one.text}`)
      const answer = (opens ? undefined : script.answers?.(one, session)) ?? 'done'
      held = answer === 'silent until attention'
      reply(socket, one.text, answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return {
    port: address.port,
    asked,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function reply(socket: Socket, text: string, answer: Answer): void {
  if (answer === 'silent' || answer === 'silent until attention') return
  if (answer === 'cut') return void socket.destroy()
  const turned = turn(text)
  if (answer === 'done') return send(socket, Buffer.concat([turned, done(null)]))
  if (answer === 'cut midway') {
    const whole = packet(result([{ total: { text: 'half an answer' } }]))
    return void socket.write(whole.subarray(0, 20), () => socket.destroy())
  }
  if ('rows' in answer)
    return send(
      socket,
      Buffer.concat([result(answer.rows), done('count', BigInt(answer.rows.length))]),
    )
  const { error: number, message, severity = 16 } = answer
  const said = failure({ number, message, severity })
  // Errors of this severity end the session.
  if (severity >= 20) return void socket.end(packet(Buffer.concat([said, done('error')])))
  send(socket, Buffer.concat([said, done('error')]))
}

/** What a statement does to the session's transaction. */
function turn(text: string): Buffer {
  if (text.startsWith('BEGIN TRANSACTION')) return began
  if (text.startsWith('COMMIT')) return committed
  return /ROLLBACK TRANSACTION$/.test(text) ? rolledBack : Buffer.alloc(0)
}

/** A packet's length is a number of 16 bits. */
const longest = 32_000

/** A message, of as many packets as it takes. */
function packet(body: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < body.length || at === 0; at += longest) {
    const part = body.subarray(at, at + longest)
    const head = Buffer.from([4, at + longest >= body.length ? 1 : 0, 0, 0, 0, 0, 1, 0])
    head.writeUInt16BE(part.length + 8, 2)
    parts.push(head, part)
  }
  return Buffer.concat(parts)
}

const send = (socket: Socket, body: Buffer): void => {
  socket.write(packet(body))
}

/** Calls back with each whole message, of however many packets. */
function messages(socket: Socket, heed: (type: number, body: Buffer) => void): void {
  let bytes = Buffer.alloc(0)
  let parts: Buffer[] = []
  socket.on('data', (data) => {
    bytes = Buffer.concat([bytes, data])
    while (bytes.length >= 8 && bytes.length >= bytes.readUInt16BE(2)) {
      const size = bytes.readUInt16BE(2)
      const [type = 0, status = 0] = bytes
      parts.push(bytes.subarray(8, size))
      bytes = bytes.subarray(size)
      if ((status & 1) === 0) continue
      const body = Buffer.concat(parts)
      parts = []
      heed(type, body)
    }
  })
}

/** After the headers, whose length comes first. */
const afterHeaders = (body: Buffer): Buffer => body.subarray(body.readUInt32LE(0))
const batchIn = (body: Buffer): string => afterHeaders(body).toString('utf16le')

/** sp_executesql: the statement, what declares its values, and these. */
function statementIn(body: Buffer): Asked {
  const rest = afterHeaders(body)
  const values: (string | null)[] = []
  // 0xFFFF, the procedure's number, and flags.
  let at = 6
  while (at < rest.length) {
    at += 1 + (rest[at] ?? 0) * 2 + 1
    const [value, next] = valueAt(rest, at)
    values.push(value)
    at = next
  }
  const [text, , ...own] = values
  return { text: text ?? '', values: own }
}

/** NVARCHAR and VARBINARY, of either length. */
function valueAt(bytes: Buffer, at: number): readonly [value: string | null, next: number] {
  const isText = bytes[at] === 0xe7
  const most = bytes.readUInt16LE(at + 1)
  let next = at + 3 + (isText ? 5 : 0)
  const told = (from: number, to: number) => bytes.toString(isText ? 'utf16le' : 'hex', from, to)
  if (most !== 0xffff) {
    const size = bytes.readUInt16LE(next)
    next += 2
    return size === 0xffff ? [null, next] : [told(next, next + size), next + size]
  }
  next += 8
  let text = ''
  for (let size = bytes.readUInt32LE(next); size > 0; size = bytes.readUInt32LE(next)) {
    text += told(next + 4, next + 4 + size)
    next += 4 + size
  }
  return [text, next + 4]
}
