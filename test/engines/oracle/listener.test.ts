import assert from 'node:assert/strict'
import type { Socket } from 'node:net'
import { test } from 'node:test'
import { NamedError } from '../../../functions/contract/errors.ts'
import { oracle } from '../../../functions/engines/oracle/oracle.ts'
import { refusal, refusingListener } from './listener.ts'

async function opened(port: number): Promise<NamedError> {
  const error: unknown = await oracle
    .open({
      host: '127.0.0.1',
      port,
      user: 'drydock',
      password: 'pass-word-1',
      database: 'ORCL',
      tls: false,
    })
    .then(
      () => 'opened',
      (refused: unknown) => refused,
    )
  assert.ok(error instanceof NamedError, String(error))
  assert.doesNotMatch(error.message, /pass-word-1/)
  return error
}

for (const [what, answer, name, words] of [
  ['a service that it does not know', refusal(12514), 'DatabaseNotFound', /NJS-518.*DB name/s],
  ['a SID that it does not know', refusal(12505), 'DatabaseNotFound', /NJS-519|ORA-12505/],
  ['a handler that it has not', refusal(12516), 'DatabaseUnreachable', /no handler.*ORA-12516/],
  ['what it does not explain', refusal(12599), 'DatabaseUnreachable', /refused the.*NJS-511/],
] as const)
  test(`the driver's error is told of ${what}`, async () => {
    const listener = await refusingListener((socket) => socket.write(answer))
    try {
      const error = await opened(listener.port)
      assert.equal(error.name, name)
      assert.match(error.message, words)
    } finally {
      await listener.close()
    }
  })

test('nobody listens, or hangs up: the server does not answer', async () => {
  const listener = await refusingListener((socket: Socket) => socket.destroy())
  const { port } = listener
  const [cut, none] = [await opened(port), await listener.close().then(() => opened(port))]
  assert.equal(cut.name, 'DatabaseUnreachable')
  assert.equal(none.name, 'DatabaseUnreachable')
  assert.match(none.message, /nobody listens at this port.*NJS-503/)
})
