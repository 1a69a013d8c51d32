import { isRunning, readExecution, startExecution, type WholeExecution } from './aws/executions.ts'
import { NamedError, errorNames } from '../functions/contract/errors.ts'
import { messageOf } from '../functions/report/message-of.ts'
import { shownSeconds } from './times.ts'
import type { Terminal } from './terminal.ts'

/** ms between two looks at an execution: the first ones, and the most. */
const atFirst = 50
const between = 1_000

/**
 * Starts an execution of a state machine and waits for its end.
 * @throws the error that it ended with
 */
export async function runExecution(
  terminal: Terminal,
  machine: string,
  name: string,
  input: object,
): Promise<WholeExecution> {
  await startExecution(machine, name, input)
  terminal.say(`Started ${name}; it goes on if you end this command.`)
  const began = Date.now()
  let said = began
  for (let wait = atFirst; ; wait = Math.min(between, 2 * wait)) {
    const found = await readExecution(machine, name)
    if (found !== null && !isRunning(found)) return succeeded(found)
    if (Date.now() - said >= 60_000) {
      said = Date.now()
      terminal.say(`${name} is under way for ${shownSeconds((said - began) / 1000)} …`)
    }
    await new Promise((done) => setTimeout(done, wait))
  }
}

function succeeded(execution: WholeExecution): WholeExecution {
  const { name, status, error, cause } = execution
  if (status === 'SUCCEEDED') return execution
  const known = errorNames.find((one) => one === error)
  throw new NamedError(
    known ?? 'Unexpected',
    `${name} ended as ${status}${known === undefined ? ` with ${error ?? 'no error'}` : ''}: ` +
      messageOf(cause ?? ''),
  )
}

/** A name for an execution that sorts by time; two of the same second have two. */
export const executionName = (kind: string, now = new Date()): string =>
  `${kind}-${now.toISOString().slice(0, 23).replace(/[-:]/g, '').replace(/[T.]/g, '-')}`
