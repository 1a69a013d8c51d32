import { InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import type { Terminal } from '../terminal.ts'

/** What the commands of a group are made with. */
export interface Making {
  readonly terminal: Terminal
  readonly end: (code: number) => void
}

export const environmentOption = (): Option =>
  new Option('-e, --environment <name>', 'the environment, where several are deployed')
export const jsonOption = (): Option => new Option('--json', 'print it as JSON')
export const yesOption = (): Option => new Option('--yes', 'do not ask')

/** A number of things, up to 999. */
export const count = (text: string): number => {
  if (!/^[1-9]\d{0,2}$/.test(text))
    throw new InvalidArgumentError('expected a number from 1 to 999')
  return Number(text)
}

export const runArgument = ['[run]', 'name of the run', 'latest'] as const
export const environmentArgument = [
  '[environment]',
  'where several are deployed, which one',
] as const

/** UTC, as the undo takes it. */
export const instant = (text: string): string => {
  if (!z.iso.datetime().safeParse(text).success)
    throw new InvalidArgumentError('expected an instant in UTC, such as 2026-11-29T02:00:00Z')
  return text
}

export const reason = (text: string): string => {
  if (text.trim() === '') throw new InvalidArgumentError('expected a reason; the report shows it')
  return text
}

/** A number in a range, as the settings take it. */
export const between =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (text.trim() === '' || !(value >= least && value <= most))
      throw new InvalidArgumentError(`expected a number from ${least} to ${most}`)
    return value
  }
