import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { Display } from '../../local/display.ts'
import { OwnRun } from '../../local/own-run.ts'

test('the question of a run is open until that run goes on, whatever another run does', () => {
  const display = new Display(new PassThrough())
  const own = new OwnRun(display, {}, undefined)
  const question = own.asks(own.runId)
  own.watched('another').onState('CountRows')
  const others = own.asks('another')
  assert.equal(question.aborted, false)
  own.watched(own.runId).onState('RecountProduction')
  assert.deepEqual([question.aborted, others.aborted], [true, false])
  display.end()
})
