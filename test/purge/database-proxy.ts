import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

type Answer = 'pass' | 'cut'
/** Bytes: they go back instead of the server's answer. */
type Back = Answer | Buffer

/**
 * Between a purge and its server. What the two functions await is a delay; what they cut, both
 * sides see as a lost connection.
 */
export interface DatabaseProxy {
  readonly host: '127.0.0.1'
  readonly port: number
  /** Where new connections go; null: they are refused. */
  to: { readonly host: string; readonly port: number } | null
  /** Asked before a statement goes on to the server. */
  onStatement: (text: string) => Answer | Promise<Answer>
  /** Asked when the server has done a statement, before its answer goes back. */
  onAnswer: (text: string) => Back | Promise<Back>
  /** Cuts all connections. */
  cut(): void
  /** Connections that came, also those refused. */
  readonly connections: number
  close(): Promise<void>
}

export async function startProxy(to: DatabaseProxy['to']): Promise<DatabaseProxy> {
  const open = new Set<Socket>()
  let connections = 0
  const listener = createServer((client) => {
    connections++
    if (proxy.to === null) return void client.destroy()
    const server = connect(proxy.to.port, proxy.to.host)
    const end = (): void => [client, server].forEach((socket) => void socket.destroy())
    for (const socket of [client, server]) {
      open.add(socket)
      socket
        .setNoDelay(true)
        .on('error', end)
        .on('close', () => (open.delete(socket), end()))
    }
    const prepared = new Map<number, string>()
    let [asked, waiting, preparing, packets] = ['', false, '', Buffer.alloc(0)]
    let turn = Promise.resolve()
    const inTurn = (work: () => Promise<void>) => (turn = turn.then(work).catch(end))
    client.on('data', (chunk) =>
      inTurn(async () => {
        packets = Buffer.concat([packets, Buffer.from(chunk)])
        for (
          let length = 0;
          packets.length >= 4 && packets.length >= (length = 4 + packets.readUIntLE(0, 3));
          packets = packets.subarray(length)
        ) {
          const packet = packets.subarray(0, length)
          // A packet with another number than 0 goes on with what was begun: the login, here.
          if (packet[3] === 0) {
            const [command, rest] = [packet[4], packet.subarray(5)]
            // Query, prepare, execute.
            // MySQL's queries begin with the numbers of their attributes, 0 and 1.
            if (command === 0x03) asked = rest.subarray(rest[0] === 0 ? 2 : 0).toString()
            else if (command === 0x16) asked = rest.toString()
            else if (command === 0x17) asked = prepared.get(rest.readUInt32LE(0)) ?? ''
            else asked = ''
            preparing = command === 0x16 ? asked : ''
            waiting = asked !== '' && command !== 0x16
            if (waiting && (await proxy.onStatement(asked)) === 'cut') return end()
          }
          server.write(packet)
        }
      }),
    )
    server.on('data', (chunk) =>
      inTurn(async () => {
        let answer: Buffer = Buffer.from(chunk)
        if (preparing !== '' && answer[4] === 0) prepared.set(answer.readUInt32LE(5), preparing)
        preparing = ''
        if (waiting) {
          waiting = false
          const back = await proxy.onAnswer(asked)
          if (back === 'cut') return end()
          if (back !== 'pass') answer = back
        }
        client.write(answer)
      }),
    )
  })
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
  const cut = () => open.forEach((socket) => socket.destroy())
  const pass = () => 'pass' as const
  const proxy: DatabaseProxy = {
    host: '127.0.0.1',
    port: (listener.address() as AddressInfo).port,
    to,
    onStatement: pass,
    onAnswer: pass,
    cut,
    get connections() {
      return connections
    },
    close: () => (cut(), new Promise<void>((done) => listener.close(() => done()))),
  }
  return proxy
}

/** Another answer to the nth of the statements that begin so. */
export function nth<T extends Back>(
  wanted: number,
  start: RegExp,
  then: () => T | Promise<T>,
): (text: string) => T | 'pass' | Promise<T> {
  let seen = 0
  return (text) => (start.test(text) && ++seen === wanted ? then() : 'pass')
}

/** One packet of the protocol, with its number in the answer. */
export function packet(number: number, payload: Buffer | string): Buffer {
  const body = Buffer.from(payload)
  const head = Buffer.alloc(4)
  head.writeUIntLE(body.length, 0, 3)
  head[3] = number
  return Buffer.concat([head, body])
}

/** The server's own error. */
export function errorPacket(number: number, message: string): Buffer {
  const head = Buffer.from([0xff, number & 0xff, number >> 8])
  return packet(1, Buffer.concat([head, Buffer.from(`#HY000${message}`)]))
}
