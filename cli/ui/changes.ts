import { NamedError } from '../../functions/contract/errors.ts'
import { approve, reject } from '../commands/answer.ts'
import { cancel } from '../commands/cancel.ts'
import { pace, pause, resume, stop } from '../commands/control.ts'
import type { Terminal } from '../terminal.ts'

/** s to wait until a purge shows that it has seen the switch; nobody sits before it meanwhile. */
const wait = 120

type Change = (terminal: Terminal, environment: string, form: URLSearchParams) => Promise<number>

/** What the page's forms do: the very commands of the terminal. */
const changes: Readonly<Record<string, Change>> = {
  pause: (terminal, environment, form) => pause(terminal, environment, lasting(form)),
  resume: (terminal, environment) => resume(terminal, environment, { wait }),
  pace: (terminal, environment, form) =>
    pace(
      terminal,
      form.has('default') ? null : numberOf(form, 'share'),
      environment,
      lasting(form),
    ),
  async stop(terminal, environment, form) {
    needTick(form)
    return stop(terminal, environment, { wait })
  },
  async approve(terminal, environment, form) {
    needTick(form)
    return approve(terminal, textOf(form, 'run'), { environment, yes: true })
  },
  async reject(terminal, environment, form) {
    const why = textOf(form, 'why')
    return reject(terminal, textOf(form, 'run'), { environment, why, yes: true })
  },
  async cancel(terminal, environment, form) {
    needTick(form)
    return cancel(terminal, textOf(form, 'run'), { environment, yes: true })
  },
}

/** Whether it is for later runs, too; otherwise it expires with those that are under way. */
const lasting = (form: URLSearchParams) => ({
  wait,
  ...(form.has('keep') && { keep: true as const }),
})

/** The change of this name; null if there is none. */
export const changeCalled = (name: string): Change | null =>
  Object.hasOwn(changes, name) ? (changes[name] ?? null) : null

/** In the terminal a question stands here. @throws NamedError InvalidInput */
function needTick(form: URLSearchParams): void {
  if (form.get('sure') === 'yes') return
  throw new NamedError(
    'InvalidInput',
    'The box that confirms it was not ticked. Nothing was changed. Tick it, then try again.',
  )
}

/** @throws NamedError InvalidInput */
function textOf(form: URLSearchParams, field: string): string {
  const text = form.get(field)?.trim() ?? ''
  if (text !== '') return text
  throw new NamedError(
    'InvalidInput',
    `The field "${field}" is empty. Nothing was changed. Fill it in, then try again.`,
  )
}

/** The schema of the switch judges it. */
const numberOf = (form: URLSearchParams, field: string): number => Number(textOf(form, field))
