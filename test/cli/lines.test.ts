import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { Lines } from '../../cli/lines.ts'

/** A terminal that somebody types at, as readline sees one. */
function keyboard() {
  const input = new PassThrough()
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 })
  const shown: string[] = []
  output.on('data', (chunk) => shown.push(String(chunk)))
  return { lines: new Lines(input, output), type: (text: string) => input.write(text), shown }
}

test('lines that are pasted over several questions answer each, and the last may be finished by hand', async () => {
  const { lines, type, shown } = keyboard()
  type('one\ntwo\nthr')
  assert.equal(await lines.ask('First? '), 'one')
  assert.equal(await lines.ask('Second? '), 'two')
  assert.ok(shown.join('').endsWith('Second? two\n'))
  const third = lines.ask('Third? ')
  type('ee\n')
  assert.equal(await third, 'three')
  const fourth = lines.ask('Fourth? ')
  type('four\n')
  assert.equal(await fourth, 'four')
})

test('Ctrl-C and Ctrl-D answer nothing', async () => {
  for (const key of ['\x03', '\x04']) {
    const { lines, type } = keyboard()
    const asked = lines.ask('Sure? ')
    type(key)
    assert.equal(await asked, null)
  }
})
