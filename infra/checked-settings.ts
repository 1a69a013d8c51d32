import { z } from 'zod'
import type { Authorities } from './authorities.ts'
import { type EnvironmentFile, environmentFileSchema } from './environment-file.ts'
import { describe, rulesFaults } from './settings-faults.ts'

/** All faults of an environment at once, so that one deployment attempt shows them all. */
export class ConfigError extends Error {
  readonly faults: readonly string[]

  constructor(subject: string, faults: readonly string[]) {
    super([`${subject}:`, ...faults.map((fault) => `  - ${fault}`)].join('\n'))
    this.name = 'ConfigError'
    this.faults = faults
  }
}

interface Beside {
  /** What an error says of them. */
  readonly subject: string
  /** Those that were found before. */
  readonly faults: readonly string[]
  /** The authorities to trust in a region. */
  readonly authorities: (region: string) => Authorities
}

const placeSchema = z.object({ region: environmentFileSchema.shape.region })

/**
 * Untrusted settings, validated and with their defaults.
 * @throws ConfigError with all faults
 */
export function checkedSettings(settings: unknown, beside: Beside): EnvironmentFile {
  const result = environmentFileSchema.safeParse(settings)
  const place = placeSchema.safeParse(settings)
  const authorities = place.success ? beside.authorities(place.data.region) : { faults: [] }
  const issues = result.success ? [] : result.error.issues
  const faults = [
    ...issues.flatMap((issue) => describe(issue, settings, environmentFileSchema)),
    ...beside.faults,
    ...rulesFaults(settings),
    ...authorities.faults,
  ]
  if (!result.success || faults.length > 0) throw new ConfigError(beside.subject, faults)
  return { ...result.data, ...('text' in authorities && { authorities: authorities.text }) }
}
