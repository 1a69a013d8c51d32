import assert from 'node:assert/strict'
import { test } from 'node:test'
import { engineWords } from './words.ts'
import { justified, left } from './words-left.ts'

const found = engineWords()

test('no word of an engine stands outside of its folder, but for those listed', () => {
  for (const [file, words] of found) {
    if (justified[file] !== undefined) continue
    const listed = left[file]?.split(' | ') ?? []
    const more = words.filter((word) => !listed.includes(word))
    assert.deepEqual(
      more,
      [],
      `${file} says ${more.join(', ')}: say it in functions/engines/<name>/ and hand it out as a value`,
    )
  }
})

test('the list of words left gets shorter with them', () => {
  for (const [file, listed] of Object.entries(left)) {
    const gone = listed.split(' | ').filter((word) => !found.get(file)?.includes(word))
    assert.deepEqual(gone, [], `${file} no longer says ${gone.join(', ')}: take it off the list`)
  }
  for (const file of Object.keys(justified))
    assert.ok(found.has(file), `${file} says no engine's word: take it off the list`)
})
