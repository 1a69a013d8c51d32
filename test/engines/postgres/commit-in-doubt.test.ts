import assert from 'node:assert/strict'
import { connect, createServer } from 'node:net'
import { test } from 'node:test'
import { at, inPostgres, open, skip } from './server.ts'

const asked = (text: string) => ({ text, values: [] })

/** The protocol's ErrorResponse. */
function told(severity: string, state: string, message: string): Buffer {
  const fields = Buffer.from(`S${severity}\0V${severity}\0C${state}\0M${message}\0\0`)
  const head = Buffer.alloc(5, 'E')
  head.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
}

/** What comes in place of the answer to a COMMIT that the server has carried out. */
const answers = {
  // A server that cannot be sure of its log ends itself; the log may have the commit.
  'a server that goes down over its log': told('PANIC', '58030', 'could not fsync file'),
  'a server whose log finds no room': told('PANIC', '53100', 'could not write to file'),
}

for (const [what, answer] of Object.entries(answers))
  test(`${what} leaves it in doubt whether a COMMIT was carried out`, { skip }, () =>
    inPostgres('drydock_in_doubt', async (client) => {
      await client.query('CREATE TABLE t (n int); INSERT INTO t VALUES (1)')
      const { host, port } = at(null)
      const between = createServer((near) => {
        const far = connect(port, host)
        let committing = false
        near.on('data', (data) => {
          committing ||= data.includes('COMMIT')
          far.write(data)
        })
        far.on('data', (data) => {
          if (committing) near.end(answer)
          else near.write(data)
        })
        near.on('error', () => undefined).on('close', () => far.destroy())
        far.on('error', () => undefined).on('close', () => near.destroy())
      }).listen(0, '127.0.0.1')
      try {
        await new Promise((resolve) => between.once('listening', resolve))
        const address = between.address()
        assert.ok(typeof address === 'object' && address !== null)
        const database = await open('drydock_in_doubt', { host: '127.0.0.1', port: address.port })
        const deleting = database.transaction((within) => within.execute(asked('DELETE FROM t')))
        await assert.rejects(deleting, { name: 'DatabaseTrouble', kind: 'connection lost' })
        assert.equal((await client.query('SELECT 1 FROM t')).rowCount, 0)
        assert.deepEqual(await database.query(asked('SELECT n FROM t')), [])
        await database.close()
      } finally {
        between.close()
      }
    }),
  )
