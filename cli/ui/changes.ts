import { modes } from '../../functions/contract/environment.ts'
import { approve, reject } from '../commands/answer.ts'
import { cancel } from '../commands/cancel.ts'
import { pace, pause, resume, stop } from '../commands/control.ts'
import { levels } from '../commands/levels.ts'
import { startRun } from '../commands/run.ts'
import { sweep } from '../commands/sweep.ts'
import { undo } from '../commands/undo.ts'
import type { Terminal } from '../terminal.ts'
import { choiceOf, needTick, optionalOf, textOf } from './fields.ts'

/** s to wait until a purge shows that it has seen the switch; nobody sits before it meanwhile. */
const wait = 120

const filterNames = ['source', 'rule', 'table', 'key', 'since', 'until'] as const

type Change = (terminal: Terminal, environment: string, form: URLSearchParams) => Promise<number>

/** What the page's forms do: the very commands of the terminal, which judge each value. */
const changes: Readonly<Record<string, Change>> = {
  pause: (terminal, environment, form) => pause(terminal, environment, lasting(form)),
  async resume(terminal, environment, form) {
    if (!form.has('reset')) return resume(terminal, environment, { wait })
    needTick(form)
    return resume(terminal, environment, { wait, reset: true })
  },
  pace: (terminal, environment, form) =>
    pace(
      terminal,
      form.has('default') ? null : Number(textOf(form, 'share')),
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
  async levels(terminal, environment, form) {
    const keep = form.has('keep') && ({ keep: true } as const)
    if (form.has('reset')) return levels(terminal, [], { environment, reset: true, ...keep })
    const metric = textOf(form, 'metric')
    const level = form.has('off')
      ? `${metric}=off`
      : `${metric}.${textOf(form, 'level')}=${textOf(form, 'value')}`
    return levels(terminal, [level], { environment, ...keep })
  },
  async run(terminal, environment, form) {
    const mode = choiceOf(form, 'mode', modes)
    if (mode === 'purge') needTick(form)
    const rule = form.getAll('rule')
    return startRun(terminal, environment, {
      mode,
      ...(rule.length > 0 && { rule }),
      ...(form.has('confirmBlastRadius') && { confirmBlastRadius: true as const }),
      follow: false,
      yes: true,
    })
  },
  async undo(terminal, environment, form) {
    if (form.has('apply')) needTick(form)
    const filters: Partial<Record<(typeof filterNames)[number], string>> = {}
    for (const name of filterNames) {
      const text = optionalOf(form, name)
      if (text !== undefined) filters[name] = text
    }
    return undo(terminal, textOf(form, 'run'), {
      environment,
      ...filters,
      onCollision: choiceOf(form, 'onCollision', ['skip', 'fail']),
      ...applied(form),
    })
  },
  async sweep(terminal, environment, form) {
    if (form.has('apply')) needTick(form)
    return sweep(terminal, environment, applied(form))
  },
}

/** Without it a command only looks. */
const applied = (form: URLSearchParams) =>
  form.has('apply') ? ({ apply: true, yes: true } as const) : {}

/** Whether it is for later runs, too; otherwise it expires with those that are under way. */
const lasting = (form: URLSearchParams) => ({
  wait,
  ...(form.has('keep') && { keep: true as const }),
})

/** The change of this name; null if there is none. */
export const changeCalled = (name: string): Change | null =>
  Object.hasOwn(changes, name) ? (changes[name] ?? null) : null
