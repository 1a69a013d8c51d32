import type { Definition, State, States } from '../../infra/workflow-definition.ts'

/** A catch that this many states share is told in one line instead of drawn. */
const sharedBy = 3

/**
 * The state machine as a state diagram of Mermaid's, from the definition that is deployed. A Map is
 * drawn as a box around its states. Each arrow is one of the definition's, but for the catches that
 * lead from many states to the same one: those would hide the rest, so they stand below the
 * diagram.
 */
export function workflowPicture(definition: Definition): string {
  const shared = sharedCatches(definition)
  const lines = [
    '```mermaid',
    'stateDiagram-v2',
    ...drawn(definition, '  ', new Set(shared.keys())),
    '```',
    '',
  ]
  for (const [target, states] of shared)
    lines.push(`If one of these fails, the run goes to ${target}: ${states.join(', ')}.`, '')
  return lines.join('\n')
}

function drawn({ StartAt, States }: States, indent: string, shared: ReadonlySet<string>): string[] {
  const lines = [`${indent}[*] --> ${StartAt}`]
  const folded = loops(States)
  const hidden = new Set([...folded.values()].flatMap(({ states }) => states))
  for (const [name, state] of Object.entries(States)) {
    if (hidden.has(name)) continue
    if (state.ItemProcessor) {
      lines.push(`${indent}state ${name} {`)
      lines.push(...drawn(state.ItemProcessor, `${indent}  `, shared))
      lines.push(`${indent}}`)
    }
    if (state.Type === 'Choice') lines.push(`${indent}state ${name} <<choice>>`)
    const loop = folded.get(name)
    const found = loop
      ? [
          { to: name, when: 'again, until done' },
          { to: loop.next, when: '' },
        ]
      : arrows(state, shared)
    for (const { to, when } of found)
      lines.push(`${indent}${name} --> ${to}${when === '' ? '' : `: ${when}`}`)
  }
  return lines
}

interface Loop {
  /** The next state once its step is done. */
  readonly next: string
  /** The choice, and the pause before the next call: drawn as one arrow of the step to itself. */
  readonly states: readonly string[]
}

/** The steps that are called until they say that they are done, by name. */
function loops(states: States['States']): ReadonlyMap<string, Loop> {
  const found = new Map<string, Loop>()
  for (const [name, { Next }] of Object.entries(states)) {
    const choice = Next === undefined ? undefined : states[Next]
    if (Next === undefined || choice?.Default !== name) continue
    const others = (choice.Choices ?? []).map(({ Next }) => Next)
    const pauses = others.filter((other) => states[other]?.Next === name)
    const [next] = others.filter((other) => !pauses.includes(other))
    if (next !== undefined) found.set(name, { next, states: [Next, ...pauses] })
  }
  return found
}

interface Arrow {
  readonly to: string
  readonly when: string
}

function arrows(state: State, shared: ReadonlySet<string>): Arrow[] {
  const found: Arrow[] = []
  if (state.Next !== undefined) found.push({ to: state.Next, when: '' })
  if (state.End || state.Type === 'Succeed' || state.Type === 'Fail')
    found.push({ to: '[*]', when: '' })
  for (const choice of state.Choices ?? []) found.push({ to: choice.Next, when: words(choice) })
  if (state.Default !== undefined) found.push({ to: state.Default, when: 'otherwise' })
  for (const { Next, ErrorEquals } of state.Catch ?? []) {
    const all = ErrorEquals.includes('States.ALL')
    if (Next !== state.Next && !(all && shared.has(Next)))
      found.push({ to: Next, when: all ? 'fails' : ErrorEquals.join(', ') })
  }
  return found
}

/** `mode is purge`, of a comparison of the States Language. */
function words({ Next: _, Variable, ...comparison }: Record<string, unknown>): string {
  return `${String(Variable).split('.').at(-1)} is ${Object.values(comparison).join(' ')}`
}

/** By target: the states whose failure leads there, where there are many. */
function sharedCatches({ States }: Definition): ReadonlyMap<string, readonly string[]> {
  const by = new Map<string, string[]>()
  for (const [name, state] of Object.entries(States))
    for (const { Next, ErrorEquals } of state.Catch ?? [])
      if (ErrorEquals.includes('States.ALL')) by.set(Next, [...(by.get(Next) ?? []), name])
  return new Map([...by].filter(([, states]) => states.length >= sharedBy))
}
