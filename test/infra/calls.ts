import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const imports = /^(?:import|export)\s+(?!type\b)([^'"]*?)from\s+'([^']+)'/gm

/** Of S3's commands whose action has another name. */
const actionOf: Readonly<Record<string, string>> = {
  ListObjectsV2: 'ListBucket',
  DeleteObjects: 'DeleteObject',
}

/**
 * The IAM actions of the commands that a handler's code imports, its own files included; null where
 * there is no such file.
 */
export function actionsCalledBy(file: string): string[] | null {
  if (!existsSync(join(root, file))) return null
  const seen = new Set<string>()
  const actions = new Set<string>()
  const visit = (path: string) => {
    if (seen.has(path) || !existsSync(path)) return
    seen.add(path)
    for (const [, names = '', from = ''] of readFileSync(path, 'utf8').matchAll(imports)) {
      if (from.startsWith('.')) visit(join(dirname(path), from))
      const service = /^@aws-sdk\/client-(.+)$/
        .exec(from)?.[1]
        ?.replaceAll('-', '')
        .replace('cloudwatchlogs', 'logs')
        .replace('sfn', 'states')
      if (service !== undefined)
        for (const [, paginated, command] of names.matchAll(/\b(?:paginate(\w+)|(\w+)Command)\b/g))
          actions.add(`${service}:${actionOf[command ?? ''] ?? paginated ?? command}`)
    }
  }
  visit(join(root, file))
  return [...actions]
}
