import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { databaseSchema } from '../functions/contract/source.ts'
import { rules } from '../functions/rules/rules.ts'
import { environmentFileSchema } from '../infra/environment-file.ts'

const docs = join(import.meta.dirname, '../docs/configuration.md')

interface Node {
  properties?: Record<string, Node>
  items?: Node
  anyOf?: Node[]
  propertyNames?: object
  description?: string
}

/**
 * docs/environment.schema.json, by which an editor completes and explains the keys of an
 * environment file: the schema that parses the file, and what docs/configuration.md says of each
 * key. `npm run schema` writes it.
 */
export function environmentJsonSchema(): string {
  const schema = z.toJSONSchema(environmentFileSchema, { io: 'input', override: nameAlone })
  const meanings = meaningsIn(readFileSync(docs, 'utf8'))
  const { properties = {}, ...rest } = schema as Node
  describeKeys(properties, '', meanings)
  if (properties.rules) properties.rules.propertyNames = { enum: rules.map(({ name }) => name) }
  const all = {
    title: 'Drydock environment file',
    // Keywords of VS Code's, for a file whose name says only JSON.
    allowComments: true,
    allowTrailingCommas: true,
    ...rest,
    properties: {
      $schema: { type: 'string', description: 'the schema that the editor reads' },
      ...properties,
    },
  }
  return `${JSON.stringify(all, null, 2)}\n`
}

/** A database may be given as its name alone, which its preprocessing accepts. */
function nameAlone({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: object }): void {
  if (zodSchema !== databaseSchema) return
  const named = { ...jsonSchema } as Node
  for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key)
  Object.assign(jsonSchema, { anyOf: [named.properties?.name, named] })
}

/** What the tables of docs/configuration.md say of each key, such as `sources[].port`. */
function meaningsIn(text: string): ReadonlyMap<string, string> {
  const rows = text.matchAll(/^\| `([\w.[\]]+)` \| (.+?) \| /gm)
  return new Map(
    [...rows].map(([, key = '', meaning = '']) => [
      key,
      meaning.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1').replaceAll('**', ''),
    ]),
  )
}

function describeKeys(
  properties: Record<string, Node>,
  prefix: string,
  meanings: ReadonlyMap<string, string>,
): void {
  for (const [key, node] of Object.entries(properties)) {
    const path = `${prefix}${key}`
    const description = meanings.get(path)
    if (description !== undefined) node.description = description
    if (node.properties) describeKeys(node.properties, `${path}.`, meanings)
    for (const one of [node.items, ...(node.items?.anyOf ?? [])])
      if (one?.properties) describeKeys(one.properties, `${path}[].`, meanings)
  }
}
