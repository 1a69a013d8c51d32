import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { programFor } from '../../cli/program.ts'
import { processTerminal } from '../../cli/terminal.ts'
import { drydock } from './drydock.ts'

const root = join(import.meta.dirname, '../..')
const { commands } = programFor(processTerminal(), () => undefined)
const names = commands.map((one) => one.name())
const read = (file: string) => readFileSync(join(root, file), 'utf8')

test('every command has its task in the docs, and the docs name no other', () => {
  const named = globSync(['*.md', 'docs/*.md', 'functions/report/*.ts'], { cwd: root }).flatMap(
    (file) => [...read(file).matchAll(/npx drydock ([a-z][a-z-]*)/g)].map(([, name]) => name),
  )
  assert.ok(names.length >= 20)
  assert.deepEqual(
    [...new Set(named)].filter((one) => !names.includes(one ?? '')),
    [],
  )
  const tasks = read('docs/command-line.md')
  assert.deepEqual(
    names.filter((one) => !tasks.includes(`npx drydock ${one}`)),
    [],
  )
})

test('no environment that the docs let init write has a file already', () => {
  const written = globSync(['*.md', 'docs/*.md'], { cwd: root }).flatMap((file) =>
    [...read(file).matchAll(/npx drydock init ([a-z0-9]+)/g)].map(([, name]) => name),
  )
  assert.ok(written.length >= 3)
  for (const name of written)
    assert.deepEqual(globSync(`infra/environments/${name}.json`, { cwd: root }), [])
})

test('every command says what it does, and every option too', async () => {
  const help = await drydock('--help')
  for (const command of commands) {
    assert.match(command.description(), /^\S.{10,}/, command.name())
    for (const { flags, description } of command.options)
      assert.ok(description.length > 5, `${command.name()} ${flags}`)
    assert.match(help.out, new RegExp(`^ {2}${command.name()} `, 'm'))
  }
})
