import { InvalidArgumentError } from 'commander'
import {
  runEnvironmentSchema,
  type Mode,
  type RunEnvironment,
} from '../functions/contract/environment.ts'
import { environmentFileSchema } from '../infra/environment-file.ts'
import { describe, rulesFaults } from '../infra/settings-faults.ts'
import { synthesizeDefinition } from '../infra/workflow-definition.ts'
import { didYouMean } from '../functions/contract/nearest.ts'
import { localRebuilds } from './rebuilds.ts'
import { localPlace } from './smoke.ts'

/** The environment of this computer. */
export const laptop = {
  name: 'laptop',
  allowProductionPurge: true,
  acceptPreview: true,
  sources: [
    {
      instance: 'production',
      databases: ['apim_db'],
      secret: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef',
    },
  ],
}

/** Settings that the local run sets itself; of a smoke test, by --smoke. */
const fixed = [...Object.keys(laptop), 'mode', 'smokeTest']
const known = Object.keys(runEnvironmentSchema.shape).filter((key) => !fixed.includes(key))
/** Settings about the deployment, which do not apply on this computer. */
const ofSite = Object.keys(environmentFileSchema.shape).filter(
  (key) => !(key in runEnvironmentSchema.shape),
)

/**
 * Settings from the command line, parsed as a whole, so that faults read like those of an
 * environment file.
 * @throws InvalidArgumentError
 */
export const settingsOf = (text: string): Partial<RunEnvironment> => {
  const refused = (why: string) =>
    new InvalidArgumentError(
      `expected settings of docs/configuration.md as JSON, such as '{"limits": {"blastShare": ` +
        `0.5}}': ${why}`,
    )
  let typed: unknown
  try {
    typed = JSON.parse(text)
  } catch (error) {
    throw refused(String(error))
  }
  if (typeof typed !== 'object' || typed === null || Array.isArray(typed))
    throw refused(`found ${Array.isArray(typed) ? 'a list' : JSON.stringify(typed)}`)
  const faults: string[] = []
  for (const key of Object.keys(typed))
    if (fixed.includes(key)) faults.push(`${key} cannot be set here; use the other options`)
    else if (ofSite.includes(key))
      faults.push(`${key} has no effect on this computer, since nothing is deployed; omit it`)
    else if (!known.includes(key))
      faults.push(
        `unknown setting "${key}"${didYouMean(key, known) || `; expected ${known.join(', ')}`}`,
      )
  const usable = Object.fromEntries(Object.entries(typed).filter(([key]) => known.includes(key)))
  const parsed = runEnvironmentSchema.safeParse({ ...usable, ...laptop })
  if (!parsed.success)
    faults.push(...parsed.error.issues.flatMap((one) => describe(one, typed, runEnvironmentSchema)))
  faults.push(...rulesFaults(usable))
  if (!parsed.success || faults.length > 0) throw refused(faults.join('\n  '))
  return parsed.data
}

/** A database, and the schema that has the tables where it is not the usual one. */
export interface PlacedDatabase {
  readonly name: string
  readonly schema?: string
}
const placed = ({ name, schema }: PlacedDatabase): PlacedDatabase =>
  schema === undefined ? { name } : { name, schema }

/** What a deployment would know. */
export const deployment = {
  cloneSecurityGroup: 'sg-local',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
  smokeTest: localPlace,
  rebuilds: localRebuilds,
}

/**
 * @param databases of production; they do not affect the states.
 * @param written the zone of their wall times, if known.
 */
export const environmentFor = (
  mode: Mode,
  settings: Partial<RunEnvironment>,
  databases: readonly (string | PlacedDatabase)[] = ['apim_db'],
  written?: string,
): RunEnvironment =>
  runEnvironmentSchema.parse({
    ...settings,
    ...laptop,
    sources: laptop.sources.map((source) => ({
      ...source,
      databases: databases.map((one) => ({
        ...(typeof one === 'string' ? { name: one } : placed(one)),
        ...(written && { times: { written } }),
      })),
    })),
    mode,
  })

export const workflowFor = (...environment: Parameters<typeof environmentFor>) =>
  synthesizeDefinition(environmentFor(...environment), deployment)
