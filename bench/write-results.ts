import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const docs = join(import.meta.dirname, '..', 'docs')

export interface Findings {
  /** Names the files, and the part of docs/performance.md. */
  readonly name: string
  readonly json: unknown
  readonly markdown: string
  readonly chart: string
}

/** Writes `<name>.json`, `.md` and `.svg`. */
export async function writeResults(
  { name, json, markdown, chart }: Findings,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(json, null, 2)}\n`)
  await writeFile(join(folder, `${name}.md`), `${markdown}\n`)
  await writeFile(join(folder, `${name}.svg`), chart)
}

/**
 * Puts the tables between the marks of their part of docs/performance.md; what a person wrote
 * around them stays.
 */
export async function writeDocs({ name, markdown, chart }: Findings): Promise<void> {
  const page = join(docs, 'performance.md')
  const text = await readFile(page, 'utf8')
  const [begin, end] = [`<!-- npm run bench: ${name} -->`, `<!-- end: ${name} -->`]
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from)
    throw new Error(`docs/performance.md has no place "${begin}" … "${end}" for the tables`)
  const picture = `![${name}](performance-${name}.svg)`
  await writeFile(
    page,
    `${text.slice(0, from + begin.length)}\n${markdown}\n\n${picture}\n${text.slice(to)}`,
  )
  await writeFile(join(docs, `performance-${name}.svg`), chart)
}
