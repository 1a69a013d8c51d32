import { NamedError, type ErrorName } from '../contract/errors.ts'
import { DatabaseTrouble } from '../engines/database.ts'

/** What a server did otherwise than the plan means. All rows are Drydock's own. */
export interface Difference {
  /** A rule of the plan, or a statement's shape. */
  readonly of: string
  /** The table and the row's key, or what else was looked at. */
  readonly at: string
  readonly expected: string
  readonly found: string
}

export const notProven = ({ of, at, expected, found }: Difference): NamedError =>
  new NamedError(
    'EngineNotProven',
    `The server of the clone does not do what the plan means. ${of}, ${at}: expected ` +
      `${expected}, found ${found}. All rows of this proof were Drydock's own. Nothing was ` +
      'measured or deleted, neither on the clone nor on production. Do not purge on this ' +
      'server; see the runbook.',
  )

/** @throws NamedError EngineNotProven unless both are the same */
export function mustBe<T>(of: string, at: string, expected: T, found: T): void {
  const [a, b] = [expected, found].map((value) => JSON.stringify(value, exact) ?? 'nothing')
  if (a === b) return
  const from = firstDifference(a ?? '', b ?? '')
  throw notProven({ of, at, expected: short(a ?? '', from), found: short(b ?? '', from) })
}

const exact = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value

const firstDifference = (a: string, b: string): number => {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}

const most = 300
/** The text from a little before the place where it differs. */
function short(text: string, differs = 0): string {
  const from = text.length <= most ? 0 : Math.max(0, differs - most / 3)
  const part = text.slice(from, from + most)
  return `${from > 0 ? '…' : ''}${part}${from + most < text.length ? '…' : ''}`
}

/** What the code of a run may end with that, on rows of a proof, says something of the server. */
const ofTheServer: readonly ErrorName[] = [
  'ArchiveDamaged',
  'LiveRow',
  'RowNotKept',
  'RowsDisagree',
  'SchemaChanged',
  'SchemaNotSupported',
  'StatementRefused',
  'UndoCollision',
  'Unexpected',
]

/**
 * Whatever the code of a run ends with on rows of the proof is a difference; that a server is not
 * to be reached, or has no room, is none.
 */
export function asNotProven(error: unknown): unknown {
  if (error instanceof DatabaseTrouble) return error
  if (error instanceof NamedError && !ofTheServer.includes(error.name)) return error
  const found = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const difference = notProven({
    of: 'The code of a run',
    at: 'on rows of the proof',
    expected: 'that it ends as on the servers that Drydock was tested on',
    found: short(found),
  })
  difference.cause = error
  return difference
}
