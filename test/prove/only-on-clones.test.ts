import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sourceEventSchema } from '../../functions/contract/steps.ts'

const root = join(import.meta.dirname, '../..')
const files = globSync('functions/**/*.ts', { cwd: root }).map((file) => ({
  file,
  text: readFileSync(join(root, file), 'utf8'),
}))
const withText = (text: string) =>
  files.filter((one) => one.text.includes(text)).map(({ file }) => file)

test('what makes a database is handed out in one place, for a clone that was compared with production', () => {
  assert.deepEqual(withText('as OnClone'), ['functions/aws/open-clone.ts'])
  assert.deepEqual(withText('.scratch(').sort(), ['functions/aws/open-clone.ts'])
})

test('that place is used by the proof alone, whose event cannot name production', () => {
  assert.deepEqual(withText("from '../aws/open-clone.ts'"), ['functions/jobs/prove-run.ts'])
  assert.deepEqual(withText('jobs/prove-run.ts'), ['functions/prove-engine.ts'])
  assert.equal('target' in sourceEventSchema.shape, false)
})
