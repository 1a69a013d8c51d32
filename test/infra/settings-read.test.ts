import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { environmentFileSchema } from '../../infra/environment-file.ts'

interface Node {
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly additionalProperties?: Node | boolean
  readonly anyOf?: readonly Node[]
}

/** The names of the settings that have no settings below them. */
function leaves(node: Node, name: string): readonly string[] {
  const inner = [
    ...Object.entries(node.properties ?? {}).flatMap(([key, child]) => leaves(child, key)),
    ...(node.anyOf ?? []).flatMap((one) => leaves(one, '')),
    ...[node.items, node.additionalProperties].flatMap((one) =>
      typeof one === 'object' ? leaves(one, '') : [],
    ),
  ].filter((key) => key !== '')
  return inner.length > 0 ? inner : [name]
}

test('every setting of an environment is named by code that obeys it', () => {
  const all = leaves(z.toJSONSchema(environmentFileSchema, { io: 'input' }) as Node, '')
  for (const known of ['vpc', 'ownQuery', 'blastRows', 'deleteAfter'])
    assert.ok(all.includes(known), known)
  const root = join(import.meta.dirname, '../..')
  const code = globSync('{functions,infra}/**/*.ts', { cwd: root })
    .filter((file) => !/^functions\/contract\/|^infra\/environment-file\.ts$/.test(file))
    .map((file) => readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[^]*?\*\/|\/\/ .*/g, ''))
    .join('\n')
  assert.deepEqual(
    all.filter((name) => !new RegExp(`\\b${name}\\b`).test(code)),
    [],
  )
})
