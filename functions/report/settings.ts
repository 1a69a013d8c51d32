import type { PreflightFinding } from '../contract/preflight.ts'
import type { SourceEvidence } from './source-evidence.ts'

/** In what the clone's server differs from production's: a rehearsal tells of production as far as these let it. */
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
        ? "The clone writes no binary log, so its pace and the room it took are not production's"
        : "The clone's pace is not production's",
      '',
    ),
    ...found(
      'warning',
      'outcome',
      'The clone ran by other settings than production',
      "See who changed production's parameter group since its snapshot, or what waits there for a restart; then rehearse again.",
    ),
  ]
}

type Values = Readonly<Record<string, string>>

const differences = (production: Values, clone: Values): string[] =>
  [...new Set([...Object.keys(production), ...Object.keys(clone)])]
    .filter((name) => production[name] !== clone[name])
    .map(
      (name) =>
        `${name} is ${production[name] ?? 'unknown'} on production, ${clone[name] ?? 'unknown'} on the clone`,
    )
