import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NamedError } from '../../../functions/contract/errors.ts'
import { DatabaseTrouble, RowRefused } from '../../../functions/engines/database.ts'
import { errorStates } from '../../../functions/engines/postgres/error-states.ts'
import { ofInsert, translate } from '../../../functions/engines/postgres/translate-error.ts'

const said = (code: string, message = 'as the server says it') =>
  Object.assign(new Error(message), { code, severity: 'ERROR', detail: 'Key (x)=(secret)' })

test('connection trouble that passes is tried again on a new connection', () => {
  const driver = ['Connection terminated unexpectedly', 'timeout expired']
  const passing = [
    ...['57P01', '57P02', '57P03', '53300', '08006', '25P03', '26000'].map((code) => said(code)),
    ...['EAI_AGAIN', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE'].map((code) =>
      Object.assign(new Error('of the network'), { code }),
    ),
    ...driver.map((message) => new Error(message)),
  ]
  for (const error of passing) {
    const meaning = translate(error)
    assert.ok(meaning instanceof DatabaseTrouble, error.message)
    assert.equal(meaning.kind, 'connection lost')
  }
})

test('a login that the driver itself refuses is a password to correct', () => {
  const said = 'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a non-empty string'
  const meaning = translate(new Error(said))
  assert.ok(meaning instanceof NamedError)
  assert.deepEqual([meaning.name, meaning.message.includes(said)], ['AccessDenied', true])
})

test('every state that is known has a meaning of its own', () => {
  const kinds = Object.entries(errorStates).flatMap(([meaning, states]) =>
    Object.keys(states).map((state) => {
      const error = translate(said(state))
      assert.ok(error instanceof Error)
      return `${meaning}: ${error instanceof DatabaseTrouble ? error.kind : error.name}`
    }),
  )
  assert.deepEqual(
    [...new Set(kinds)],
    [
      'deadlock: deadlock',
      'lock timeout: lock timeout',
      'time limit: time limit',
      'connection lost: connection lost',
      'read only: read only',
      'no room: DiskFull',
      'key taken: RowRefused',
      'rows disagree: rows disagree',
      'denied: AccessDenied',
      'no login: AccessDenied',
      'no database: DatabaseNotFound',
      'no table: SchemaChanged',
      'no column: SchemaChanged',
    ],
  )
})

test("a server's error about a row refers to the row of an INSERT, and to no other statement", () => {
  for (const state of ['23502', '23503', '23514', '22001', '22P02', '428C9', 'P0001', '22026']) {
    const refused = ofInsert(said(state))
    assert.ok(refused instanceof RowRefused, state)
    assert.match(refused.why, /^[a-z]/i, state)
    assert.ok(!(translate(said(state)) instanceof RowRefused), state)
  }
  assert.ok(translate(ofInsert(said('23505'))) instanceof RowRefused)
  assert.equal(ofInsert(new Error('not the server')) instanceof RowRefused, false)
})

test('no value of a row is left in an error, and names are', () => {
  const error = translate(said('22P02', 'invalid input syntax for type uuid: "se\'cret"'))
  assert.ok(error instanceof Error)
  assert.equal(error.message, 'invalid input syntax for type uuid: "…"')
  assert.doesNotMatch(JSON.stringify(error) + String(error.stack), /secret|se'cret/)
  const raised = translate(said('P0001', 'no, secret is not accepted'))
  assert.doesNotMatch(String(raised), /secret/)
  assert.match(String(translate(said('42P01', 'relation "t" does not exist'))), /relation "t"/)
})
