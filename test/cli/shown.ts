import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const text = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8')

/** Without what differs from run to run: numbers, times, the widths of columns and indents. */
const alike = (line: string): string =>
  line
    .trim()
    .replace(/\d[\d,.:-]*/g, 'n')
    .replace(/n (?:h|min|s|ms)\b(?: n (?:min|s|ms)\b)*/g, 'n s')
    .replace(/#+$/, '#')
    .replace(/\s+/g, ' ')

/**
 * docs/operations.md shows what this command prints: each of its lines was printed, in that order.
 * It may leave lines out, and the end of one (…).
 */
export function isShown(command: string, printed: string): void {
  const shown = text
    .split(/^ *```sh\n/m)
    .map((part) => part.split(/^ *```text\n/m))
    .find(([commands = '', output]) => output !== undefined && commands.trim().startsWith(command))
  const block = shown?.[1]?.split(/^ *```$/m)[0] ?? assert.fail(`${command} is not in the docs`)
  const lines = printed.split('\n').map(alike)
  let from = 0
  for (const line of block.split('\n').map(alike).filter(Boolean)) {
    const isIt = line.endsWith('…')
      ? (one: string) => one.startsWith(line.slice(0, -1).trimEnd())
      : (one: string) => one === line
    const at = lines.findIndex((one, index) => index >= from && isIt(one))
    assert.ok(at >= 0, `docs/operations.md, ${command}: it does not print "${line}". ${printed}`)
    from = at + 1
  }
}
