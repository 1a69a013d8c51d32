import assert from 'node:assert/strict'
import { test } from 'node:test'
import { engineWords } from './words.ts'
import { justified, left } from './words-left.ts'

const found = engineWords()
const reasons = Object.entries(justified)

test("no engine's word appears outside its folder, except those listed", () => {
  for (const [file, words] of found) {
    if (reasons.some(([path]) => file.startsWith(path))) continue
    const listed = left[file]?.split(' | ') ?? []
    const more = words.filter((word) => !listed.includes(word))
    assert.deepEqual(
      more,
      [],
      `${file} says ${more.join(', ')}: say it in functions/engines/<name>/ and hand it out ` +
        'as a value',
    )
  }
})

test('the list of words left gets shorter with them', () => {
  for (const [file, listed] of Object.entries(left)) {
    const gone = listed.split(' | ').filter((word) => !found.get(file)?.includes(word))
    assert.deepEqual(gone, [], `${file} no longer says ${gone.join(', ')}: take it off the list`)
  }
  for (const [path] of reasons)
    assert.ok(
      [...found.keys()].some((file) => file.startsWith(path)),
      `${path} says no engine's word: take it off the list`,
    )
})
