import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Answer, drydock } from './drydock.ts'

// What commands print, whole, in a file of golden/. `npm run golden` writes them anew.

/**
 * A command with its answer, as it is kept.
 * @param settled leaves out what differs from run to run.
 */
export function shown(
  command: string,
  { code, out, err }: Answer,
  settled = (text: string): string => text,
): string {
  const parts = [`$ drydock ${command}`]
  if (out !== '') parts.push(out)
  if (err !== '') parts.push('[standard error]', err)
  return `${settled(parts.join('\n'))}\n[exit code ${code}]\n`
}

export const isGolden = (t: TestContext, name: string, parts: readonly string[]): void =>
  t.assert.fileSnapshot(parts.join('\n'), join(import.meta.dirname, 'golden', `${name}.txt`), {
    serializers: [String],
  })

/** Runs each command, and compares all of what they print with the file of this name. */
export async function areGolden(
  t: TestContext,
  name: string,
  settled: (text: string) => string,
  ...commands: readonly string[]
): Promise<void> {
  const parts: string[] = []
  for (const command of commands)
    parts.push(shown(command, await drydock(...command.split(' ')), settled))
  isGolden(t, name, parts)
}
