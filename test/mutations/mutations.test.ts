import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { exactMutations, unseen } from './mutation.ts'

// What `npm run mutations` breaks can still be broken; that a test sees it, that command shows.
const root = join(import.meta.dirname, '../..')

test("every mutation's text occurs once in its file, its test exists, and the mutated code parses", () => {
  for (const { what, file, find, put, test: seen } of exactMutations) {
    const text = readFileSync(join(root, file), 'utf8')
    assert.equal(text.split(find).length, 2, `${what}: ${file} has to have once: ${find}`)
    assert.ok(existsSync(join(root, seen)), `${what}: ${seen}`)
    assert.notEqual(put, find, what)
    assert.doesNotThrow(() => stripTypeScriptTypes(text.replace(find, () => put)), what)
  }
  assert.deepEqual(unseen, [], 'test/purge/code-mutations.ts has to name the test that sees each')
})
