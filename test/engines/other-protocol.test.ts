import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:net'
import { test } from 'node:test'
import { openEngine } from '../../functions/engines/engines.ts'

/** Says something as soon as somebody is there, as servers of MySQL do, and answers nothing. */
async function saying(greeting: Buffer): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write(greeting)
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  return { server, port: address.port }
}

/** HandshakeV10 of the protocol of MySQL and MariaDB: as long as the version makes it. */
function handshake(version: string): Buffer {
  const body = Buffer.concat([
    Buffer.of(10),
    Buffer.from(`${version}\0`),
    Buffer.alloc(43, 7),
    Buffer.from('mysql_native_password\0'),
  ])
  const head = Buffer.alloc(4)
  head.writeUIntLE(body.length, 0, 3)
  return Buffer.concat([head, body])
}

test('a server that greets as MySQL does is told by what it calls itself, however long its greeting', async () => {
  const dialect = await openEngine('postgres', 'production')
  // The driver takes the first byte for a kind of message, and never comes back from some.
  await Promise.all(
    Array.from({ length: 80 }, async (_, length) => {
      const version = `10.11.${'9'.repeat(length)}-MariaDB`
      const { server, port } = await saying(handshake(version))
      const login = { host: '127.0.0.1', port, user: 'u', password: 'p', database: 'd' }
      for (const tls of [false, true])
        await assert.rejects(dialect.open({ ...login, tls }), {
          name: 'SourceNotFound',
          message:
            `What answers at 127.0.0.1:${port} does not speak PostgreSQL's protocol (it greets, ` +
            `and calls itself ${version}). Nothing was read or deleted. Check where the endpoint ` +
            'leads, and its port.',
        })
      server.close()
    }),
  )
})
