import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { authoritiesOf } from './authorities.ts'
import {
  type EnvironmentFile,
  environmentFileSchema,
  type UnparsedEnvironmentFile,
} from './environment-file.ts'
import { describe, rulesFaults, show, valueAt } from './settings-faults.ts'
import { readSettings } from './settings-text.ts'

const { region, tlsAuthorities } = environmentFileSchema.shape
const placeSchema = z.object({ region, tlsAuthorities })
const folder = join(import.meta.dirname, 'environments')

/** All faults of an environment at once, so that one deployment attempt shows them all. */
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

/** The settings in infra/environments/<name>.json, or a ConfigError that lists every fault. */
export function loadEnvironment(name: unknown, from = folder): EnvironmentFile {
  const available = environmentNames(from)
  const file = join(from, `${String(name)}.json`)
  if (typeof name !== 'string' || !available.includes(name) || !existsSync(file))
    throw new ConfigError('No such environment', [
      `found ${show(name)}, expected -c environment=NAME with one of: ` +
        `${available.join(', ')} (the files of infra/environments)`,
    ])
  return parseEnvironmentText(readFileSync(file, 'utf8'), name, from)
}

/** Validates the text of an environment file. */
export function parseEnvironmentText(text: string, name: string, from = folder): EnvironmentFile {
  const { settings, faults } = readSettings(text)
  if (faults.length > 0)
    throw new ConfigError(`infra/environments/${name}.json is not JSON with comments`, faults)
  return parseEnvironment(settings, name, from)
}

/** Validates untrusted settings. */
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
  // A copied file that keeps its old name would treat the other environment's clones and snapshots
  // as its own.
  if (typeof stated === 'string' && stated !== name)
    faults.push(`name: found ${show(stated)}, expected the file's own name, ${show(name)}`)
  const place = placeSchema.safeParse(settings)
  const authorities = place.success ? authoritiesOf(place.data, from) : { faults: [] }
  faults.push(...rulesFaults(settings), ...authorities.faults)
  if (!result.success || faults.length > 0)
    throw new ConfigError(
      `infra/environments/${name}.json is not valid (docs/configuration.md lists the keys)`,
      faults,
    )
  return { ...result.data, ...('text' in authorities && { authorities: authorities.text }) }
}
