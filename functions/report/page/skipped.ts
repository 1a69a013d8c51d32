import { plural, quantity } from '../../contract/quantity.ts'
import type { Report } from '../schema.ts'
import { nothing, paragraph, type Html } from './html.ts'

type Skipped = Report['skipped'][number]

/** Rules of other products and versions: only their number matters. */
const missing = /^no (such )?table\b/

/** The rules that did not apply, in one line by reason. */
export function skippedRules(all: Report['skipped']): Html {
  const absent = all.filter(({ reason }) => missing.test(reason))
  const others = all.filter(({ reason }) => !missing.test(reason))
  const reasons = [...new Set(others.map(({ reason }) => reason))]
  const told = [
    ...(absent.length === 0
      ? []
      : [
          `${quantity(absent.length, 'rule')} whose ${plural(absent.length, 'table', 'tables')} ` +
            `${plural(absent.length, 'does', 'do')} not exist (${byDatabase(absent)})`,
        ]),
    ...reasons.map((reason) => {
      const of = others.filter((one) => one.reason === reason)
      return `${reason}: ${of.map(({ rule, database }) => `${rule} (${database})`).join(', ')}`
    }),
  ]
  return told.length === 0 ? nothing : paragraph(`Skipped: ${told.join('; ')}.`, 'note')
}

const byDatabase = (of: readonly Skipped[]): string =>
  [...new Set(of.map(({ database }) => database))]
    .map((name) => `${name}: ${of.filter(({ database }) => database === name).length}`)
    .join(', ')
