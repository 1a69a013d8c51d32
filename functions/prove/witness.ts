import type { Expression } from '../engines/expression.ts'
import { same } from '../engines/schema.ts'
import { textKey, unheard } from './edges.ts'
import { floorTo, longAgo, spansAround, takes, wallOf, type Value } from './values.ts'
import { nullableOf, type Draft, type Given } from './draft.ts'
import { valueOf } from './fillers.ts'
import type { Making } from './making.ts'

type Exists = Extract<Expression, { is: 'exists' }>

/** Which choice is made otherwise, and how. */
interface Varied {
  readonly at: number
  readonly as: number
}

/** One row of which a condition is true, with the rows of other tables that it needs. */
export class Witness {
  readonly drafts: Draft[] = []
  /** How many alternatives each choice had. */
  readonly options: number[] = []
  readonly shape: unknown[] = []
  readonly #making: Making
  readonly #given: Given
  readonly #branch: number
  readonly #vary: Varied | null

  constructor(given: Given, branch: number, vary: Varied | null) {
    this.#making = given.making
    this.#given = given
    this.#branch = branch
    this.#vary = vary
  }

  of(table: string, condition: Expression): void {
    this.#fulfil(condition, [this.#draft(table)])
  }

  #draft(table: string): Draft {
    const draft = { table: table.toUpperCase(), row: {} }
    this.drafts.push(draft)
    return draft
  }

  #choose<T>(options: readonly [T, ...T[]]): T {
    const at = this.options.push(options.length) - 1
    const chosen = this.#vary?.at === at ? options[this.#vary.as] : options[0]
    return chosen ?? options[0]
  }

  #holds(table: string, column: string) {
    return this.#making.holdsOf(table, column)
  }

  /** The value, or one of the column's edges in its place. */
  #set({ table, row }: Draft, column: string, plain: Value): void {
    const id = column.toUpperCase()
    this.shape.push([table, id, plain])
    const edges = this.#making.edges.columns.get(textKey(table, id))?.edges ?? []
    row[id] = this.#choose([plain, ...edges])
  }

  #value({ table, row }: Draft, column: string): Value {
    const id = column.toUpperCase()
    row[id] ??= valueOf(this.#making, table, id, this.#given.fresh(), true)
    return row[id] ?? null
  }

  #past(table: string, column: string, instant: Date): string {
    const holds = this.#holds(table, column)
    const step = holds?.is === 'time' ? holds.step : 1_000_000
    return wallOf(floorTo(BigInt(instant.getTime()) * 1000n - longAgo, step), step)
  }

  #fulfil(condition: Expression, rows: readonly [Draft, ...Draft[]]): void {
    const [draft, outside] = rows
    const { table } = draft
    switch (condition.is) {
      case 'every':
        for (const part of condition.of) this.#fulfil(part, rows)
        return
      case 'some': {
        const part = condition.of[this.#branch % condition.of.length]
        this.shape.push(this.#branch % condition.of.length)
        if (part !== undefined) this.#fulfil(part, rows)
        return
      }
      case 'not':
        return this.#refuse(condition.of, rows)
      case 'null':
        return this.#set(draft, condition.column, null)
      case 'text': {
        const text = condition.among[this.#branch % condition.among.length] ?? null
        return this.#set(draft, condition.column, text)
      }
      case 'number': {
        const { from, below } = condition
        const inside = below === undefined ? (from ?? 0n) + 1000n : below - 1000n
        const value = from !== undefined && inside < from ? from : inside
        return this.#set(draft, condition.column, String(value))
      }
      case 'digits':
        return this.#set(draft, condition.column, String(condition.below - 1000n))
      case 'before':
        return this.#set(
          draft,
          condition.column,
          this.#past(table, condition.column, condition.instant),
        )
      case 'lapsed': {
        const { created, period, unit, instant, outer } = condition
        const maker = outer === true ? (outside ?? draft) : draft
        this.#set(maker, created, this.#past(maker.table, created, instant))
        this.#set(draft, period, '2')
        const spans = spansAround(
          { unit: unit === 's' ? 1000n : 1n, instant },
          this.#holds(maker.table, created),
          this.#holds(table, period),
          this.#making.changes,
        )
        const span = this.#choose([null, ...spans])
        if (span !== null)
          [maker.row[created.toUpperCase()], draft.row[period.toUpperCase()]] = span
        return
      }
      case 'outdated': {
        const newer = this.#draft(condition.table)
        for (const column of condition.group)
          newer.row[column.toUpperCase()] = this.#value(draft, column)
        this.#beside(newer, condition.by, draft, condition.by, 1n)
        return
      }
      case 'exists':
        return this.#look(condition, rows)
    }
  }

  /** Takes a row that another witness has made, where it may, or makes one. */
  #look(condition: Exists, rows: readonly [Draft, ...Draft[]]): void {
    const known = this.#given.looked.get(condition)
    const [{ row }] = rows
    const from = this.options.length
    const pairs = [...Object.entries(condition.on), ...Object.entries(condition.alike ?? {})]
    if (known !== undefined) {
      const value = (column: string) => known.draft.row[column.toUpperCase()] ?? null
      const varied = this.#vary !== null && this.#vary.at >= from
      const inside = varied && (this.#vary?.at ?? 0) < from + known.choices
      const fits = pairs.every(
        ([there, here]) => (row[here.toUpperCase()] ?? value(there)) === value(there),
      )
      if (!inside && fits) {
        for (const [there, here] of pairs) row[here.toUpperCase()] = value(there)
        for (let at = 0; at < known.choices; at++) this.options.push(1)
        return
      }
    }
    const draft = this.#there(condition, rows, true)
    const ruled = this.#making.dead.some(([name]) => same(name, condition.table))
    if (draft === null || ruled || known !== undefined || this.#vary !== null) return
    this.#given.looked.set(condition, { draft, choices: this.options.length - from })
  }

  /** Makes a row of the other table that is tied to this one. */
  #there(
    { table, on, alike = {}, compare = [], where }: Exists,
    rows: readonly [Draft, ...Draft[]],
    meets: boolean,
  ): Draft | null {
    if (this.#making.edges.anywhere.has(table.toUpperCase())) return null
    const there = this.#draft(table)
    for (const [one, here] of [...Object.entries(on), ...Object.entries(alike)])
      there.row[one.toUpperCase()] = this.#value(rows[0], here)
    for (const { there: one, here, sign } of compare)
      this.#beside(there, one, rows[0], here, sign === '>' ? 1n : 0n)
    if (where !== undefined && meets) this.#fulfil(where, [there, ...rows])
    if (where !== undefined && !meets) this.#refuse(where, [there, ...rows])
    return there
  }

  /** A number as much larger than the other row's, or one beside that. */
  #beside(there: Draft, column: string, here: Draft, other: string, more: bigint): void {
    const value = BigInt(this.#value(here, other) ?? 0)
    const [first, ...beside] = [more, 0n, -1n, 1n].map((one) => String(value + one))
    there.row[column.toUpperCase()] = this.#choose([first ?? '0', ...beside])
  }

  /** Takes care that the condition is not true, as far as that is in one row. */
  #refuse(condition: Expression, rows: readonly [Draft, ...Draft[]]): void {
    const [draft] = rows
    const { table } = draft
    switch (condition.is) {
      case 'every':
        if (condition.of[0] !== undefined) this.#refuse(condition.of[0], rows)
        return
      case 'some':
        for (const part of condition.of) this.#refuse(part, rows)
        return
      case 'not':
        return this.#fulfil(condition.of, rows)
      case 'null':
        return void this.#value(draft, condition.column)
      case 'text':
        return this.#set(draft, condition.column, unheard)
      case 'number':
      case 'digits':
        return this.#set(
          draft,
          condition.column,
          this.#other(table, condition.column, condition.below ?? 0n),
        )
      case 'before': {
        const { column, instant } = condition
        const later = new Date(instant.getTime() + 2 * Number(longAgo / 1000n))
        return this.#set(draft, column, this.#past(table, column, later))
      }
      case 'lapsed':
        return this.#set(draft, condition.period, '-1')
      case 'outdated':
        return
      case 'exists': {
        // None; or one that meets what is asked of it; or one that does not, or of which nobody can
        // say: a column of it is NULL.
        const { where, table: other } = condition
        const unknown = where === undefined ? [] : nullableOf(this.#making, other, where)
        const how = this.#choose<string>(['none', 'true', 'false', ...unknown])
        if (how === 'none') return
        const there = this.#there(condition, rows, how === 'true')
        if (there !== null && unknown.includes(how)) there.row[how] = null
      }
    }
  }

  #other(table: string, column: string, value: bigint): Value {
    return takes(this.#holds(table, column), String(value)) ? String(value) : null
  }
}
