import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const root = join(import.meta.dirname, '..')

/** What starts programs, or is kept for the whole process. */
const starts = /^(local\/(server|cloud)\/|local\/scratch\.ts$|test\/seed\/start-engines\.ts$)/
const own = new RegExp(
  [
    'node:(child_process|worker_threads)',
    String.raw`process\.(env|on|exit|chdir|argv|stdout|stderr)`,
    String.raw`\bmock\.(?!calls)`,
    String.raw`\)\.cache\b`,
    String.raw`^(before|after)(Each)?\(`,
  ].join('|'),
  'm',
)

/**
 * The test files that start nothing and change nothing of their process, nor does what they import:
 * they share one process (together.test.ts), for to start one for each takes longer than to run
 * them.
 */
export function together(): readonly string[] {
  const texts = new Map<string, string>()
  const textOf = (file: string): string => {
    const known = texts.get(file) ?? readFileSync(join(root, file), 'utf8')
    texts.set(file, known)
    return known
  }
  return globSync('test/**/*.test.ts', { cwd: root })
    .filter((file) => !/^test\/(scenarios\/|together)/.test(file))
    .filter(
      (file) => !own.test(textOf(file)) && !reached(file, textOf).some((one) => starts.test(one)),
    )
    .sort()
}

/** The files of this project that a file imports, and what these import. */
function reached(file: string, textOf: (file: string) => string): readonly string[] {
  const found = new Set([file])
  for (const one of found)
    if (one.endsWith('.ts') && existsSync(join(root, one)))
      for (const [, path = ''] of textOf(one).matchAll(/(?:from |import |import\()'(\.[^']+)'/g))
        found.add(relative(root, join(root, dirname(one), path)))
  return [...found]
}

if (import.meta.main) console.log(together().join('\n'))
