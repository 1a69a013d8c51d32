import type { PreflightFinding } from '../contract/preflight.ts'
import type { SourceEvidence } from './source-evidence.ts'

/**
 * Settings in which the clone's server differs from production's; they limit what a rehearsal
 * shows.
 */
export function settingsCompared(
  source: string,
  evidence: Pick<SourceEvidence, 'preflight-production' | 'measure-clone'>,
): PreflightFinding[] {
  const production = evidence['preflight-production']?.settings
  const clone = evidence['measure-clone']?.databases[0]?.settings
  if (production === undefined || clone === undefined) return []
  const found = (
    level: PreflightFinding['level'],
    of: 'pace' | 'outcome',
    what: string,
    remedy: string,
  ): PreflightFinding[] => {
    const differing = differences(production[of], clone[of])
    return differing.length === 0
      ? []
      : [
          {
            check: 'settings-compatible',
            database: source,
            level,
            detail: `${what}: ${differing.join('; ')}.`,
            remedy,
          },
        ]
  }
  const noLog = production.keepsLog && !clone.keepsLog
  return [
    ...found(
      'passed',
      'pace',
      noLog
        ? "The clone writes no binary log, so its pace and disk use differ from production's"
        : "The clone's pace differs from production's",
      '',
    ),
    ...found(
      'warning',
      'outcome',
      'The clone ran with other settings than production',
      "Check production's parameter group for changes since the snapshot and for changes " +
        'pending a restart; then rehearse again.',
    ),
  ]
}

type Values = Readonly<Record<string, string>>

const differences = (production: Values, clone: Values): string[] =>
  [...new Set([...Object.keys(production), ...Object.keys(clone)])]
    .filter((name) => production[name] !== clone[name])
    .map(
      (name) =>
        `${name} is ${production[name] ?? 'unknown'} on production, ` +
        `${clone[name] ?? 'unknown'} on the clone`,
    )
