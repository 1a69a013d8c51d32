import { cloneGroups } from './aws/clone-groups.ts'
import { evidence } from './aws/evidence.ts'
import { sourceFacts } from './aws/source-facts.ts'
import { sourceTopology } from './aws/topology.ts'
import { preflightEventSchema } from './contract/steps.ts'
import { preflight, refuseFailed } from './preflight/preflight.ts'
import { openPlanned } from './jobs/open-planned.ts'
import { lookAtProduction } from './jobs/look-at-production.ts'
import { step } from './runtime/step.ts'
import { timed } from './jobs/timed.ts'

/**
 * Checks everything that could make the run fail before a snapshot is paid for; reports all
 * failures at once.
 */
export const handler = step(
  preflightEventSchema,
  timed('preflight', async ({ run, source, sources }, surroundings) => {
    const production = await sourceFacts(source, sources, run)
    const facts = { ...production, cloneGroups: await cloneGroups(run, production.groups) }
    const topology = await sourceTopology(source)
    const found = await preflight(run, source, facts, topology, async (planned) => {
      const open = await openPlanned(
        { run, source, target: 'production', ...surroundings },
        planned,
      )
      return {
        ...open,
        look: await lookAtProduction(source, run, open.along.database, open.along.dialect),
      }
    })
    await evidence(run).put(source.name, 'preflight-production', found)
    refuseFailed(found.findings)
    return {}
  }),
)
