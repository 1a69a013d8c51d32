import type { z } from 'zod'
import { ruleSettingsSchema } from '../functions/contract/environment.ts'
import { didYouMean } from '../functions/contract/nearest.ts'
import { planRules } from '../functions/rules/plan-rules.ts'
import { keysAt } from './known-keys.ts'
import { rules } from '../functions/rules/rules.ts'

/** This project's words for the types of the schema library. */
const typeWords: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object, {…}',
  record: 'an object, {…}',
}

/**
 * Path, found and expected, one line per fault.
 * @param schema by which the settings were parsed: it knows the key that was meant.
 */
export function describe(issue: z.core.$ZodIssue, settings: unknown, schema: z.ZodType): string[] {
  const found = (path: readonly PropertyKey[]) =>
    `${pathText(path)}: found ${show(valueAt(settings, path))}`
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(
      (key) =>
        `${found([...issue.path, key])}, expected no key of this name` +
        didYouMean(key, keysAt(schema, issue.path)),
    )
  const said = expectedOf(issue)
  return [`${found(issue.path)}, ${/^(expected|must)\b/.test(said) ? said : `expected ${said}`}`]
}

/** A message of our own schemas unchanged; one of zod's in our words. */
function expectedOf(issue: z.core.$ZodIssue): string {
  if (!/^(Invalid|Too) /.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? issue.expected
    case 'invalid_value':
      return `one of ${issue.values.map(show).join(', ')}`
    case 'too_small':
      return amount(
        issue.origin,
        issue.minimum,
        issue.inclusive === false ? 'more than' : 'at least',
      )
    case 'too_big':
      return amount(
        issue.origin,
        issue.maximum,
        issue.inclusive === false ? 'less than' : 'at most',
      )
    default:
      return 'a value in the format that docs/configuration.md describes'
  }
}

function amount(origin: string, bound: number | bigint, how: string): string {
  const plural = bound === 1 || bound === 1n ? '' : 's'
  if (origin === 'array') return `${how} ${bound} ${plural ? 'entries' : 'entry'}`
  if (origin === 'string') return `${how} ${bound} character${plural}`
  return `${how} ${bound}`
}

/**
 * Rule names come from the catalogue: a misspelt one is reported at synth, not by the first weekly
 * run, and independent of other faults. The schema reports faults in a rule's own settings.
 */
export function rulesFaults(settings: unknown): string[] {
  const given = valueAt(settings, ['rules'])
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return []
  return Object.entries(given).flatMap(([name, value]) => {
    const own = ruleSettingsSchema.safeParse(value)
    try {
      planRules(rules, 0, { safePeriod: '2h', rules: { [name]: own.data ?? {} } }, {})
      return []
    } catch (error) {
      return [`rules.${name}: ${error instanceof Error ? error.message : String(error)}`]
    }
  })
}

function pathText(path: readonly PropertyKey[]): string {
  return (
    path
      .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
      .join('')
      .replace(/^\./, '') || '(the file)'
  )
}

export function valueAt(settings: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    settings,
  )
}

export function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
