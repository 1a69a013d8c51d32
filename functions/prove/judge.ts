import { endlessPeriod, type Expression } from '../engines/expression.ts'
import { between, isBefore, microseconds, stands } from './compared-values.ts'
import { isOutdated, tableOf, tiedRows, valueIn } from './plain-tables.ts'
import type { PlainRow, PlainTables } from './plain-tables.ts'

type Of<Kind extends Expression['is']> = Extract<Expression, { is: Kind }>
type Judged = readonly [row: PlainRow, ...outside: PlainRow[]]

/**
 * The rules once more: says of plain rows whether a condition is true of them, and knows nothing of
 * a server or its language. What a server finds has to be the same.
 */
export function judge(tables: PlainTables): (expression: Expression, row: PlainRow) => boolean {
  const tied = new Map<Expression, ReturnType<typeof tiedRows>>()
  const outdated = new Map<Expression, ReturnType<typeof isOutdated>>()

  const meets = (expression: Expression, judged: Judged): boolean => {
    const [row, outside] = judged
    switch (expression.is) {
      case 'every':
        return expression.of.every((part) => meets(part, judged))
      case 'some':
        return expression.of.some((part) => meets(part, judged))
      case 'not':
        return !meets(expression.of, judged)
      case 'null':
        return valueIn(row, expression.column) === null
      case 'text':
        return expression.among.some((text) => text === valueIn(row, expression.column))
      case 'number': {
        const number = valueIn(row, expression.column)
        return number !== null && between(BigInt(number), expression)
      }
      case 'digits':
        return isNumberOf(expression, valueIn(row, expression.column) ?? '')
      case 'before': {
        const wall = valueIn(row, expression.column)
        return wall !== null && isBefore(microseconds(wall), expression.instant)
      }
      case 'lapsed':
        return hasLapsed(expression, row, expression.outer === true ? outside : row)
      case 'outdated': {
        const one =
          outdated.get(expression) ?? isOutdated(tableOf(tables, expression.table), expression)
        outdated.set(expression, one)
        return one(row)
      }
      case 'exists': {
        const look = tied.get(expression) ?? tiedRows(tableOf(tables, expression.table), expression)
        tied.set(expression, look)
        return look(row).some((there) => isMeant(expression, there, judged))
      }
    }
  }

  /** Whether a row that the columns tie to the judged one is as the condition asks. */
  const isMeant = (expression: Of<'exists'>, there: PlainRow, judged: Judged): boolean => {
    const { table, compare = [], alike = {}, exact, where } = expression
    const { holds } = tableOf(tables, table)
    const [row] = judged
    for (const { sign, there: column, here } of compare) {
      const of = holds[column.toUpperCase()] ?? null
      if (!stands(sign, valueIn(there, column), valueIn(row, here), of)) return false
    }
    if (exact === true)
      for (const [column, here] of Object.entries(alike))
        if (valueIn(there, column) !== valueIn(row, here)) return false
    return where === undefined || meets(where, [there, ...judged])
  }

  return (expression, row) => meets(expression, [row])
}

const isNumberOf = (expression: Of<'digits'>, text: string): boolean =>
  /^[0-9]{1,18}$/.test(text) && !text.includes('\n') && between(BigInt(text), expression)

/** @param creator the row whose creation counts. */
function hasLapsed(
  { created, period, unit, instant }: Of<'lapsed'>,
  row: PlainRow,
  creator: PlainRow | undefined,
): boolean {
  const wall = creator === undefined ? null : valueIn(creator, created)
  const from = wall === null ? null : microseconds(wall)
  const length = BigInt(valueIn(row, period) ?? 0)
  const milliseconds = unit === 's' ? 1000n : 1n
  if (from === null || length < 1n || length >= endlessPeriod / milliseconds) return false
  return isBefore(from + length * milliseconds * 1000n, instant)
}
