import type { Settings } from '../contract/settings.ts'
import { ask } from '../engines/database.ts'
import type { PreflightName } from '../contract/check-names.ts'
import { NamedError } from '../contract/errors.ts'
import type { Preflight, PreflightFinding } from '../contract/preflight.ts'
import type { Run, SourcePlan } from '../contract/steps.ts'
import { refuseNotKept } from '../archive/archive.ts'
import type { BoundRules } from '../rules/bound.ts'
import { cloneAccount, cloneClass, cloneGroup } from './clone-class.ts'
import { cloneGroupsThere } from './clone-groups.ts'
import { cloneStorage } from './clone-storage.ts'
import { nothingElseCleans } from './other-purges.ts'
import { privileges } from './privileges.ts'
import { quota } from './quota.ts'
import { metricsTold } from './metrics.ts'
import { purgeBytes, room } from './room.ts'
import {
  warning,
  type Finding,
  type PreflightScene,
  type SourceFacts,
  type Topology,
} from './scene.ts'
import { sourceReady } from './source.ts'
import { engineSupported, replicas, tls } from './server.ts'
import { settingsCompatible, tablesReady } from './settings.ts'
import { foreignKeysCovered, rulesFit, triggers } from './touched-tables.ts'
import { topologySupported } from './topology.ts'
import { walksIndexed } from './walks.ts'
import { zoneCalibrated } from './zone.ts'
import type { Look } from '../throttle/production-permit.ts'
import type { Schema } from '../engines/schema.ts'
import type { Walk } from '../walk/walk.ts'

type Checks = readonly (readonly [
  PreflightName,
  (scene: PreflightScene) => Promise<Finding | readonly Finding[]>,
])[]

/** Checks of the whole server, run once with its first database. */
const ofServer: Checks = [
  ['tls-on', tls],
  ['engine-supported', engineSupported],
  ['settings-compatible', settingsCompatible],
  ['replicas-known', replicas],
  ['metrics-told', metricsTold],
]
/** Checks of each database. */
const ofDatabase: Checks = [
  ['privileges-sufficient', privileges],
  ['zone-calibrated', zoneCalibrated],
  ['walks-indexed', (scene) => walksIndexed(scene)],
  ['rules-fit', rulesFit],
  ['foreign-keys-covered', foreignKeysCovered],
  ['settings-compatible', tablesReady],
  ['triggers-known', triggers],
  ['nothing-else-cleans', nothingElseCleans],
]

interface Opened {
  readonly along: Walk
  readonly bound: BoundRules
  readonly schema: Schema
  readonly look: () => Promise<Look>
}

/**
 * Everything that could stop one source's run or make it fail, and that can be known before
 * anything is paid for.
 */
export async function preflight(
  run: Run,
  source: SourcePlan,
  facts: SourceFacts,
  topology: Topology,
  open: (planned: SourcePlan['databases'][number]) => Promise<Opened>,
): Promise<Preflight> {
  const findings: PreflightFinding[] = [
    ...sourceReady(facts, run.deployment.site, run.mode, run.deployment.cloneAccount).map(
      (finding) => ({
        check: 'source-ready' as const,
        database: facts.source,
        ...finding,
      }),
    ),
    ...topologySupported(topology, run.mode).map((finding) => ({
      check: 'topology-supported' as const,
      database: facts.source,
      ...finding,
    })),
    { check: 'quota-sufficient', database: facts.source, ...quota(facts, run.mode) },
    ...[
      cloneStorage(run, facts, source),
      ...cloneClass(run, facts),
      ...cloneAccount(run, facts),
      ...cloneGroup(run, facts),
      ...cloneGroupsThere(run, facts),
    ].map((finding) => ({
      check: 'clone-storage' as const,
      database: facts.source,
      ...finding,
    })),
  ]
  let bytes = 0
  let settings: Settings | undefined
  for (const [at, planned] of source.databases.entries()) {
    const {
      along: { database, dialect },
      bound,
      schema,
      look,
    } = await open(planned)
    try {
      refuseNotKept(
        bound.tables.map(({ table }) => table),
        run.archive.mode,
      )
      const scene: PreflightScene = {
        facts,
        mode: run.mode,
        throttle: run.throttle,
        look,
        analyze: run.limits.analyze,
        reclaimed: bound.tables
          .filter(({ rule }) => run.rules.some((one) => one.rule === rule && one.reclaim === true))
          .map(({ table }) => table.name),
        startedAt: new Date(run.startedAt),
        name: planned.name,
        database,
        dialect,
        bound,
        schema,
      }
      const judge = async (checks: Checks, about: string) => {
        for (const [check, asked] of checks) {
          const found = await unlessRefused(asked(scene), unseen, findings)
          findings.push(...[found].flat().map((one) => ({ check, database: about, ...one })))
        }
      }
      if (at === 0) {
        settings = await ask(database, dialect.server.settings)
        await judge(ofServer, facts.source)
      }
      await judge(ofDatabase, planned.name)
      bytes += await unlessRefused(purgeBytes(scene), 0, findings)
    } finally {
      await database.close()
    }
  }
  return {
    findings: [
      ...findings,
      { check: 'room-sufficient', database: facts.source, ...room(facts, bytes) },
    ],
    settings,
  }
}

const isFailed = ({ level }: PreflightFinding): boolean => level === 'failed'

/**
 * After a failed check the server may reject later queries: reports the failure, not its
 * consequences.
 */
const unlessRefused = <T>(
  asked: Promise<T>,
  otherwise: T,
  findings: readonly PreflightFinding[],
): Promise<T> =>
  asked.catch((error: unknown) => {
    if (!findings.some(isFailed)) throw error
    return otherwise
  })
const unseen = warning(
  'It could not be checked in the current state of the server.',
  'Fix the failures above first.',
)

/** @throws NamedError PreflightFailed with every failure and its remedy */
export function refuseFailed(findings: readonly PreflightFinding[]): void {
  const failures = findings.filter(isFailed)
  const lines = failures.map(
    ({ check, database, detail, remedy }) => `${check} (${database}): ${detail} ${remedy}`,
  )
  if (lines.length > 0)
    throw new NamedError(
      'PreflightFailed',
      `The run was stopped before anything was created:\n${lines.join('\n')}`,
    )
}
