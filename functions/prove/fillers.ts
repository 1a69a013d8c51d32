import type { Holds } from '../engines/scratch.ts'
import { textKey } from './edges.ts'
import { wallOf, type Value } from './values.ts'
import type { Making } from './making.ts'

/** Longer values prove no more, and take longer. */
const longest = 2000
const start = Date.parse('2024-01-01T00:00:00Z')

/** A value for a column, of few where it only ever stands beside others. */
export const valueOf = (
  { few, holdsOf }: Pick<Making, 'few' | 'holdsOf'>,
  table: string,
  column: string,
  row: number,
  unlike: boolean,
): Value => {
  const isFew = few.has(textKey(table, column))
  return fillerOf(holdsOf(table, column), isFew ? row % 2 : row, isFew || unlike)
}

/**
 * A value of a column that no rule looks at: unlike that of other rows, or one at an end of what
 * the column holds, for the archive to keep.
 */
function fillerOf(holds: Holds | null, row: number, unlike: boolean): Value {
  switch (holds?.is) {
    case undefined:
      return null
    case 'integer': {
      const number = BigInt(row + 1)
      if (unlike && number <= holds.to) return String(number)
      return String([holds.from, holds.to, 0n][row % 3] ?? 0n)
    }
    case 'text': {
      if (unlike) {
        const text = `v${row}`
        return text.length <= holds.length ? text : row.toString(36).slice(-holds.length)
      }
      const most = Math.min(holds.length, longest)
      const texts = [
        ...(holds.emptyIsNull === true ? [] : ['']),
        'x'.repeat(most),
        ...(holds.letters === 'ascii' ? [] : ['é'.repeat(Math.min(most, 9))]),
        ...(holds.letters === 'unicode' && most >= 4 ? ['€ß'] : []),
        ...(holds.trims || most < 3 ? [] : ['a  ']),
      ]
      return texts[row % texts.length] ?? ''
    }
    case 'bytes': {
      const number = (row + 1).toString(16).padStart(8, '0')
      const length = holds.fixed ? holds.length : Math.min(holds.length, longest)
      if (unlike) return holds.fixed ? fitted(number, length) : number.slice(-2 * length)
      const bytes = [
        holds.fixed ? '00'.repeat(length) : holds.emptyIsNull === true ? '00' : '',
        'ff'.repeat(length),
        '00ff27',
      ]
      const one = bytes[row % bytes.length] ?? ''
      return holds.fixed ? fitted(one, length) : one.slice(0, 2 * length)
    }
    case 'time': {
      if (unlike) return wallOf(BigInt(start + row * 86_400_000) * 1000n, holds.step)
      const end = row % 2 === 0 ? holds.first : holds.last
      return wallOf(BigInt(end.getTime()) * 1000n, holds.step)
    }
    case 'values':
      return holds.values[row % holds.values.length] ?? null
  }
}

const fitted = (digits: string, length: number): string =>
  digits.padStart(2 * length, '0').slice(-2 * length)
