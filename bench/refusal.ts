import type { BenchEngine } from './bench-engine.ts'
import { archiverNames } from './contenders.ts'
import type { Options } from './options.ts'

/**
 * Why these options cannot be followed on this engine, and what to do; null where they can.
 * @param names of the contenders that can take part.
 */
export function refusal(
  { engine, only, replica }: Options,
  { findArchiver, startReplica }: BenchEngine,
  names: readonly string[],
): string | null {
  if (replica === true && startReplica === null)
    return `--replica starts replicas of MySQL and MariaDB only; it does not go with ${engine}`
  for (const part of only?.split(',') ?? []) {
    if (names.some((name) => name.includes(part))) continue
    if (!archiverNames.some((name) => name.includes(part)))
      return `--only names "${part}", which no contender has in its name: ${names.join('; ')}`
    if (findArchiver === null)
      return (
        `--only names "${part}", but pt-archiver purges MySQL and MariaDB only; with --engine ` +
        `${engine} there are: ${names.join('; ')}`
      )
  }
  return null
}
