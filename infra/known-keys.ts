import { z } from 'zod'

interface Node {
  readonly properties?: Readonly<Record<string, Node>>
  readonly additionalProperties?: Node | boolean
  readonly items?: Node
  readonly anyOf?: readonly Node[]
}

/** The keys that settings may have at a path, by the schema that parses them. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let nodes: readonly Node[] = [z.toJSONSchema(schema, { io: 'input' }) as Node]
  for (const key of path) nodes = nodes.flatMap(oneOf).flatMap((node) => under(node, key))
  return nodes.flatMap(oneOf).flatMap(({ properties }) => Object.keys(properties ?? {}))
}

const oneOf = (node: Node): readonly Node[] => [node, ...(node.anyOf ?? [])]

function under({ properties, items, additionalProperties: any }: Node, key: PropertyKey): Node[] {
  const found = typeof key === 'number' ? items : properties?.[String(key)]
  if (found !== undefined) return [found]
  return typeof any === 'object' ? [any] : []
}
