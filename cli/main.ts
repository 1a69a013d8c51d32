import { CommanderError } from 'commander'
import { NamedError } from '../functions/contract/errors.ts'
import { inOurWords } from './aws/trouble.ts'
import { exitCodes } from './exit-codes.ts'
import { namingLocal } from './named-commands.ts'
import { programFor } from './program.ts'
import type { Terminal } from './terminal.ts'

/** What the command line says is not valid, or names nothing that there is. */
const ofTheCommandLine = new Set(['InvalidInput', 'EnvironmentNotFound', 'RunNotFound'])

/** Runs one command. @returns the exit code */
export async function main(words: readonly string[], where: Terminal): Promise<number> {
  const terminal = namingLocal(where)
  const ended = { code: exitCodes.done as number }
  try {
    await programFor(terminal, (code) => (ended.code = code)).parseAsync([...words], {
      from: 'user',
    })
    return ended.code
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : exitCodes.usage
    const error = inOurWords(thrown)
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    terminal.say(`${name}: ${message}`)
    if (!(error instanceof NamedError))
      terminal.say(
        'This is not among the errors that docs/runbook.md lists: report it as a fault of ' +
          'Drydock, with the command.',
      )
    if (error !== thrown && name !== 'InvalidInput') return exitCodes.aws
    return ofTheCommandLine.has(name) ? exitCodes.usage : exitCodes.failed
  }
}
