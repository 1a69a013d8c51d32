import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { environmentText } from '../../cli/init/environment-text.ts'
import {
  ConfigError,
  environmentNames,
  loadEnvironment,
  parseEnvironmentText,
} from '../../infra/config.ts'
import { readSettings } from '../../infra/settings-text.ts'
import { environmentJsonSchema } from '../../local/environment-schema.ts'
import { exampleSettings } from './example.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'infra/environments')
const textOf = (name: string) => readFileSync(join(folder, `${name}.json`), 'utf8')

test('a file may have comments, trailing commas, a byte order mark and its schema', () => {
  const text = JSON.stringify({ $schema: 'x.json', ...exampleSettings() }, null, 2)
    .replace(/\n {2}"mode"/, '\n  // How far a weekly run goes\n  "mode"')
    .replace(/"rehearse",/, '"rehearse", /* for now */')
    .replace(/\n\}$/, ',\n}')
  assert.match(text, /\/\/ How.*\n.*\/\* for now \*\/[^]*,\n\}$/)
  assert.deepEqual(parseEnvironmentText(`\uFEFF${text}`, 'example'), loadEnvironment('example'))
  const inText = readSettings('{"url": "https://a/*b*/", /* "url": 1 */ "list": [1, ], }')
  assert.deepEqual(inText, { settings: { url: 'https://a/*b*/', list: [1] }, faults: [] })
})

test('a fault of the syntax has its line, its column and what was expected', () => {
  for (const [text, ...faults] of [
    ['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3: expected a comma before this'],
    ['{"a": tru}', 'line 1, column 7: found tru, expected a key or a text in double quotes, a '],
    ['{\n a: 1}', 'line 2, column 2: found a, expected a key or a text in double quotes, a number'],
    ['', 'line 1, column 1: expected a value: a text in quotes, a number, true, false, null, {…}'],
    ['{"a": "b', 'line 1, column 7: expected a double quote, which ends the text that begins here'],
    ['{"a": [1, 2', 'line 1, column 12: expected "]"'],
    ['/* a', 'line 1, column 1: expected "*/", which ends the comment that begins here'],
    ['{"a": 1}}', 'line 1, column 9: expected nothing after the end of the settings'],
    ['{"a": "b\\c"}', 'line 1, column 7: expected \\" \\\\ \\/'],
    [
      '{\n"a" 1,\n"b": 1.}',
      'line 2, column 5: expected a colon after the key',
      'line 3, column 6: expected a number, such as 10 or 0.5',
    ],
  ] as const) {
    const found = readSettings(text)
    assert.equal('settings' in found, false)
    assert.equal(found.faults.length, faults.length, found.faults.join('\n'))
    faults.forEach((fault, at) => {
      assert.ok(found.faults[at]?.startsWith(fault), found.faults[at])
    })
  }
  assert.throws(
    () => parseEnvironmentText('{\n"name": }', 'example'),
    (error) => {
      assert.ok(error instanceof ConfigError)
      assert.match(error.message, /^infra\/environments\/example\.json is not JSON with comments:/)
      assert.match(error.faults.join(), /^line 2, column 9: expected a value/)
      return true
    },
  )
})

test('a key that stands twice is a fault, since the last one would count', () => {
  assert.deepEqual(readSettings('{"a": {"b": 1},\n "c": {"b": 1}, "a": 2}').faults, [
    'line 2, column 17: found the key "a" again, expected it once',
  ])
  assert.match(readSettings('{"__proto__": {}}').faults.join(), /column 2: found "__proto__"/)
})

test('the minimal example is what drydock init writes, and has no other settings', () => {
  const { settings } = readSettings(textOf('minimal'))
  assert.equal(environmentText(settings as object, folder), textOf('minimal'))
  assert.deepEqual(Object.keys(settings as object), [
    ...['name', 'account', 'region', 'network', 'schedule', 'sources'],
    ...['mode', 'allowProductionPurge'],
  ])
  assert.equal(loadEnvironment('minimal').mode, 'rehearse')
})

test('what stands behind slashes in a written file is valid once the slashes are gone', () => {
  const text = textOf('minimal').replaceAll(/^ {2}\/\/ (?=")/gm, '  ')
  const { approval, window, alarmEmail } = parseEnvironmentText(text, 'minimal')
  assert.ok(approval && window && alarmEmail)
})

test('docs/environment.schema.json is the schema that parses the file', () => {
  const written = readFileSync(join(root, 'docs/environment.schema.json'), 'utf8')
  assert.ok(written === environmentJsonSchema(), 'it is stale: run npm run schema')
})

test('an editor accepts the examples by that schema, says what a key means, and refuses another', () => {
  const schema = JSON.parse(environmentJsonSchema())
  const read = z.fromJSONSchema(schema)
  const faults = (settings: unknown) => read.safeParse(settings).error?.issues ?? []
  for (const name of environmentNames()) {
    const text = textOf(name)
    assert.match(text, /"\$schema": "\.\.\/\.\.\/docs\/environment\.schema\.json"/, name)
    assert.deepEqual(faults({ $schema: 'x', ...(readSettings(text).settings as object) }), [], name)
  }
  for (const wrong of [{ keepSnapshot: 3 }, { mode: 'perge' }, { rules: { tokenz: {} } }])
    assert.equal(faults({ ...exampleSettings(), ...wrong }).length, 1, JSON.stringify(wrong))
  const { sources, limits } = schema.properties
  assert.match(
    sources.items.properties.databases.items.anyOf[1].properties.schema.description,
    /Po/,
  )
  assert.match(limits.properties.driftRows.description, /rows by which production may differ/)
})
