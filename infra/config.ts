import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { planRules } from '../functions/purge/plan-rules.ts'
import { rules } from '../functions/purge/rules.ts'
import { authoritiesOf } from './authorities.ts'
import {
  type EnvironmentFile,
  environmentFileSchema,
  type UnparsedEnvironmentFile,
} from './environment-file.ts'

const folder = join(import.meta.dirname, 'environments')

/** Everything that is wrong with an environment, at once: one deployment attempt a fault would be one too many. */
export class ConfigError extends Error {
  readonly faults: readonly string[]

  constructor(subject: string, faults: readonly string[]) {
    super([`${subject}:`, ...faults.map((fault) => `  - ${fault}`)].join('\n'))
    this.name = 'ConfigError'
    this.faults = faults
  }
}

export const environmentNames = (from = folder): string[] =>
  readdirSync(from)
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))

/** The settings of infra/environments/<name>.json, or a ConfigError that lists every fault. */
export function loadEnvironment(name: unknown, from = folder): EnvironmentFile {
  const available = environmentNames(from)
  const file = join(from, `${String(name)}.json`)
  if (typeof name !== 'string' || !available.includes(name) || !existsSync(file))
    throw new ConfigError('No such environment', [
      `found ${show(name)}, expected -c environment=NAME with one of: ${available.join(', ')} (the files of infra/environments)`,
    ])
  return parseEnvironment(readJson(file, name), name, from)
}

/** Turns untrusted settings into settings that may be relied on. */
export function parseEnvironment(
  settings: UnparsedEnvironmentFile,
  name: string,
  from = folder,
): EnvironmentFile {
  const result = environmentFileSchema.safeParse(settings)
  const faults = result.success
    ? []
    : result.error.issues.flatMap((issue) => describe(issue, settings))
  const stated = valueAt(settings, ['name'])
  // A copied file that keeps its old name would take the other environment's clones and snapshots for its own.
  if (typeof stated === 'string' && stated !== name)
    faults.push(`name: found ${show(stated)}, expected the file's own name, ${show(name)}`)
  const authorities = result.success ? authoritiesOf(result.data, from) : { faults: [] }
  if (result.success) faults.push(...rulesFaults(result.data), ...authorities.faults)
  if (!result.success || faults.length > 0)
    throw new ConfigError(
      `infra/environments/${name}.json is not valid (docs/configuration.md lists the keys)`,
      faults,
    )
  return { ...result.data, ...('text' in authorities && { authorities: authorities.text }) }
}

/** The rules' names are the catalogue's: a misspelt one is told at synth, not by the first weekly run. */
function rulesFaults(environment: EnvironmentFile): string[] {
  return Object.entries(environment.rules).flatMap(([name, settings]) => {
    try {
      planRules(rules, 0, { ...environment, rules: { [name]: settings } }, {})
      return []
    } catch (error) {
      return [`rules.${name}: ${error instanceof Error ? error.message : String(error)}`]
    }
  })
}

function readJson(file: string, name: string): UnparsedEnvironmentFile {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new ConfigError(`infra/environments/${name}.json is not JSON`, [
      String(error instanceof Error ? error.message : error),
    ])
  }
}

/** Path, what was found and what was expected, a line for each. */
function describe(issue: z.core.$ZodIssue, settings: UnparsedEnvironmentFile): string[] {
  const found = (path: readonly PropertyKey[]) =>
    `${pathText(path)}: found ${show(valueAt(settings, path))}`
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${found([...issue.path, key])}, expected no key of this name`)
  const message = issue.message
    .replace(/^(Invalid input|Too big|Too small|Invalid option): /, '')
    .replace(/, received .*$/, '')
  return [
    `${found(issue.path)}, ${/^(expected|must)\b/.test(message) ? message : `expected ${message}`}`,
  ]
}

function pathText(path: readonly PropertyKey[]): string {
  return (
    path
      .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
      .join('')
      .replace(/^\./, '') || '(the file)'
  )
}

function valueAt(settings: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    settings,
  )
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
