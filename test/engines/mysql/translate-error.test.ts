import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ofInsert, translate } from '../../../functions/engines/mysql/translate-error.ts'
import { DatabaseTrouble, RowRefused } from '../../../functions/engines/database.ts'

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

test("a server's error about a row refers to the row of an INSERT, and to no other statement", () => {
  // 1054 and 1288 are of the statement elsewhere; the others are of a value, a constraint or a
  // trigger.
  const said = [1048, 1054, 1118, 1264, 1265, 1288, 1292, 1305, 1364, 1365, 1366, 1406, 1411]
  const more = [1416, 1442, 1449, 1526, 1644, 1690, 1748, 1906, 3105, 3140, 3819, 3903, 4025]
  for (const errno of [...said, ...more]) {
    const error = Object.assign(new Error('a row of a table'), { errno })
    const refused = ofInsert(error)
    assert.ok(refused instanceof RowRefused, `${errno}`)
    assert.match(refused.why, /^[a-z]/i, `${errno}`)
    assert.ok(!(translate(error) instanceof RowRefused), `${errno}`)
  }
  for (const errno of [1062, 1169, 1452, 1586])
    assert.ok(thrown({ errno }) instanceof RowRefused, `${errno}`)
})
