import assert from 'node:assert/strict'
import { test } from 'node:test'
import { translate } from '../../../functions/engines/mysql/translate-error.ts'
import { DatabaseTrouble } from '../../../functions/engines/database.ts'

const thrown = (fields: object, message = 'as the driver says it') =>
  translate(Object.assign(new Error(message), fields))

test('connection trouble that passes is tried again on a new connection', () => {
  const passing = [
    ...[1040, 1203, 1226, 4031, 1461].map((errno) => ({ errno })),
    ...['EAI_AGAIN', 'EHOSTUNREACH', 'ECONNRESET', 'ETIMEDOUT', 'PROTOCOL_CONNECTION_LOST'].map(
      (code) => ({ code }),
    ),
  ]
  for (const fields of passing) {
    const error = thrown(fields)
    assert.ok(error instanceof DatabaseTrouble, JSON.stringify(fields))
    assert.equal(error.kind, 'connection lost', JSON.stringify(fields))
  }
})

test('an account that is locked, expired or refused is AccessDenied, with what to do', () => {
  for (const errno of [1045, 1698, 1820, 1862, 3118, 3955, 4151]) {
    const error = thrown({ errno })
    assert.ok(error instanceof Error && error.name === 'AccessDenied', `${errno}`)
    assert.match(error.message, /Start the run again/, `${errno}`)
  }
})
