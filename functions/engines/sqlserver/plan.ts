import type { PlanStep } from '../answers.ts'
import { text, type Question } from '../database.ts'
import type { Sql } from '../dialect.ts'

const on = 'SET SHOWPLAN_XML ON'
const off = 'SET SHOWPLAN_XML OFF'

/**
 * How the server would run a statement; it takes SHOWPLAN. The setting is a batch of its own, and
 * no statement with values is planned by it: they are declared, and none of them is told.
 */
export function plan({ text: statement, values }: Sql): Question<readonly PlanStep[]> {
  const declared = values.map(
    (value, at) => `@p${at + 1} ${Buffer.isBuffer(value) ? 'VARBINARY(8000)' : 'NVARCHAR(4000)'}`,
  )
  const head = declared.length === 0 ? '' : `DECLARE ${declared.join(', ')}; `
  return {
    text: `${on}\nGO\n${head}${statement}\nGO\n${off}`,
    values: [],
    read: (rows) => rows.flatMap((row) => steps(text(Object.values(row)[0]))),
  }
}

interface Operator {
  readonly told: string
  readonly rows: number | null
  range: boolean
  found: boolean
}

const tag = /<(\/?)([\w:]+)((?:\s+[\w:]+="[^"]*")*)\s*(\/?)>/g
const attribute = (attributes: string, name: string): string | null =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1] ?? null

/** The accesses of a plan to tables, from the top down (schema "Showplan XML"). */
function steps(xml: string): PlanStep[] {
  const found: { step: PlanStep; of: Operator }[] = []
  const above: Operator[] = []
  for (const [, closes, name, attributes = '', alone] of xml.matchAll(tag)) {
    if (name === 'RelOp') {
      if (closes === '/') above.pop()
      else if (alone !== '/') above.push(operator(attributes))
      continue
    }
    const of = above.at(-1)
    if (of === undefined || closes === '/') continue
    if (name === 'StartRange' || name === 'EndRange') of.range = true
    if (name !== 'Object' || of.found || attribute(attributes, 'Table') === null) continue
    of.found = true
    found.push({ of, step: stepOf(of, attributes) })
  }
  // A seek names its ranges after its table.
  return found.map(({ step, of }) =>
    step.access === 'lookup' && of.range ? { ...step, access: 'range' } : step,
  )
}

const operator = (attributes: string): Operator => {
  const rows = Number(attribute(attributes, 'EstimateRows') ?? Number.NaN)
  return {
    told: attribute(attributes, 'PhysicalOp') ?? '',
    rows: Number.isFinite(rows) ? Math.round(rows) : null,
    range: false,
    found: false,
  }
}

const bare = (name: string | null): string | null =>
  name === null ? null : name.replace(/^\[(.*)\]$/s, '$1').replaceAll(']]', ']')

function stepOf({ told, rows }: Operator, attributes: string): PlanStep {
  const access = accessOf(told)
  return {
    table: bare(attribute(attributes, 'Alias')),
    access,
    index: bare(attribute(attributes, 'Index')),
    // Of a table that is read whole the server estimates how many rows pass, not how many are read.
    rows: access === 'scan' ? null : rows,
    told,
  }
}

function accessOf(told: string): PlanStep['access'] {
  if (/ Scan$/.test(told)) return 'scan'
  return / (Seek|Lookup)$/.test(told) ? 'lookup' : null
}
