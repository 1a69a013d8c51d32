import { createHash } from 'node:crypto'
import { z } from 'zod'
import { runBound, verifyingTime } from '../contract/bounds.ts'
import { durationMilliseconds, modes, runSettingsSchema } from '../contract/environment.ts'
import { databaseCalled, identify } from '../contract/source.ts'
import { namePrefix } from '../contract/names.ts'
import { NamedError } from '../contract/errors.ts'
import { firstOf } from '../contract/nearest.ts'
import { refuseFutureStart } from './clocks.ts'
import { planRules } from '../rules/plan-rules.ts'
import { rules } from '../rules/rules.ts'
import { wallTimes } from '../rules/wall-times.ts'
import {
  runInputSchema,
  type planEventSchema,
  type Plan,
  type Run,
  type SourcePlan,
} from '../contract/steps.ts'

/** Time limit in ms for planning a run, retries included. */
const planningTime = 3_600_000

/** What RDS is asked of a source before any is opened. */
type SeenInRds = Pick<SourcePlan, 'preview' | 'cloneKind'>
type PlannedDatabase = SourcePlan['databases'][number]
const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

const noRuleApplies = ({ rules: on }: Run, leftOut: NonNullable<Run['leftOut']>): NamedError =>
  new NamedError(
    'NoRuleApplies',
    `Of the rules that are on (${firstOf(on.map(({ rule }) => rule))}), none has its table in ` +
      `${leftOut.map(({ source, database }) => `${database} of ${source}`).join(', ')}: only ` +
      'rules that are switched off have. Nothing was made. Start a run with one of those, too' +
      ' (docs/rules.md names each table), or take the database out of the environment.',
  )

/**
 * Names everything of a run after its execution, so that a repeated step finds its own earlier work
 * and the cleanup never depends on how far a run got.
 * @throws NamedError InvalidInput, ProductionNotAllowed, ClocksDisagree, NoRuleApplies
 */
export function namePlan({
  execution,
  input,
  environment,
  deployment,
}: z.infer<typeof planEventSchema>) {
  const typed = runInputSchema.safeParse(input ?? {})
  if (!typed.success)
    throw new NamedError(
      'InvalidInput',
      `The execution's input is ${JSON.stringify(input).slice(0, 200)}; expected {} or ` +
        `{"mode": …} with one of ${modes.join(', ')}, and optionally "rules" or ` +
        `"confirmBlastRadius": ${z.prettifyError(typed.error)}. Start the execution again with ` +
        'valid input.',
    )
  const mode = typed.data.mode ?? environment.mode
  if (mode === 'purge' && !environment.allowProductionPurge)
    throw new NamedError(
      'ProductionNotAllowed',
      `Mode "purge" was requested, but the environment "${environment.name}" does not have ` +
        '"allowProductionPurge": true. Set it and deploy, or start with {"mode": "rehearse"}.',
    )
  refuseFutureStart(execution.startTime, Date.now())
  const start = Date.parse(execution.startTime)
  // A local run may have a made-up start; it must not end before it starts.
  const bound = runBound({ ...environment, cloneAccount: deployment.cloneAccount })
  const endsBy = Math.max(start, Date.now() - planningTime) + bound
  const run: Run = {
    ...runSettingsSchema.parse(environment),
    runId: execution.name,
    environment: environment.name,
    mode,
    startedAt: execution.startTime,
    purgeBy: new Date(endsBy - verifyingTime(bound)).toISOString(),
    endsBy: new Date(endsBy).toISOString(),
    cutoff: new Date(start - durationMilliseconds(environment.safePeriod)).toISOString(),
    rules: planRules(rules, start, environment, typed.data.rules ?? {}),
    statementsHash: '',
    confirmBlastRadius: typed.data.confirmBlastRadius ?? false,
    deployment,
  }
  const sources = environment.sources.map((settings) => {
    const { kind, name } = identify(settings)
    const suffix = hash(`${execution.name} ${name}`).slice(0, 16)
    const made = `${namePrefix}-${environment.name}-${suffix}`
    const source: SourcePlan = {
      kind,
      name,
      secret: settings.secret,
      ...(settings.port !== undefined && { port: settings.port }),
      snapshot: made,
      clone: made,
      ...(settings.clone !== undefined && { cloneFrom: settings.clone.from }),
      databases: settings.databases.map((database) => ({
        name: databaseCalled(database),
        statementsHash: '',
        empty: [],
        times: wallTimes(database.times?.written ?? null, new Date(start)),
      })),
    }
    return source
  })
  return {
    run,
    /**
     * @param complete adds what a database must be read for: the statements' hash, its newest
     * token. null for a database that none of the run's rules is about.
     * @param see what only RDS tells of a source; asked of all of them first.
     */
    async plan(
      complete: (source: SourcePlan, database: PlannedDatabase) => Promise<PlannedDatabase | null>,
      see: (source: SourcePlan) => Promise<SeenInRds> = async () => ({}),
    ): Promise<Plan> {
      const seen: SeenInRds[] = []
      for (const source of sources) seen.push(await see(source))
      const planned: SourcePlan[] = []
      const leftOut: { source: string; database: string }[] = []
      for (const [at, source] of sources.entries()) {
        const databases: SourcePlan['databases'] = []
        for (const database of source.databases) {
          const completed = await complete(source, database)
          if (completed !== null) databases.push(completed)
          else leftOut.push({ source: source.name, database: database.name })
        }
        // The application needs the clones of all sources.
        if (databases.length > 0) planned.push({ ...source, ...seen[at], databases })
        else if (run.smokeTest !== undefined) throw noRuleApplies(run, leftOut)
      }
      if (planned.length === 0) throw noRuleApplies(run, leftOut)
      return {
        run: {
          ...run,
          ...(leftOut.length > 0 && { leftOut }),
          statementsHash: hash(
            JSON.stringify(
              planned.map(({ databases }) =>
                databases.map(({ name, statementsHash }) => ({ name, statementsHash })),
              ),
            ),
          ),
        },
        sources: planned,
      }
    },
  }
}
