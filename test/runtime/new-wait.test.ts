import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newWait } from '../../functions/runtime/new-wait.ts'

test('a wait is logged when it begins and once a minute, not at each of its calls', () => {
  const isNew = newWait()
  const logged: string[] = []
  for (let at = 0; at <= 130_000; at += 200)
    for (const clone of ['one', 'two'])
      if (isNew(`The clone ${clone} is creating.`, at)) logged.push(`${clone} ${at}`)
  assert.deepEqual(logged, ['one 0', 'two 0', 'one 60000', 'two 60000', 'one 120000', 'two 120000'])
  assert.equal(isNew('The clone one is modifying.', 130_000), true)
})
