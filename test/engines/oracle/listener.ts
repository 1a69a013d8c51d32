import { createServer, type Socket } from 'node:net'

/**
 * A listener of Oracle Net that only refuses, for the real driver: it answers a CONNECT packet
 * (type 1) with a REFUSE (type 4), whose data name the server's error, as the driver reads it
 * (lib/thin/sqlnet/packet.js, networkSession.js). It is no database and says nothing about one.
 */
export async function refusingListener(answer: (socket: Socket) => void): Promise<{
  readonly port: number
  close(): Promise<void>
}> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', () => answer(socket))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}

/** Of an error number, as a listener writes it. */
export function refusal(number: number): Buffer {
  const data = Buffer.from(
    `(DESCRIPTION=(TMP=)(VSNNUM=0)(ERR=${number})(ERROR_STACK=(ERROR=(CODE=${number})(EMFI=4))))`,
  )
  const packet = Buffer.alloc(12 + data.length)
  packet.writeUInt16BE(packet.length, 0)
  packet[4] = 4
  packet[8] = 34
  packet[9] = 0
  packet.writeUInt16BE(data.length, 10)
  data.copy(packet, 12)
  return packet
}
