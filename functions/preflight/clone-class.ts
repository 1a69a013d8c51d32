import type { Run } from '../contract/steps.ts'
import { failed, passed, warning, type Finding, type SourceFacts } from './scene.ts'

/** RDS's class of instances whose capacity follows their load. */
const serverless = 'db.serverless'

/** What RDS needs to know of a clone's class, before a snapshot is paid for. */
export function cloneClass({ clone, mode }: Run, facts: SourceFacts): Finding[] {
  const { source, elastic, writerClass, capacity } = facts
  const asked = clone.instanceClass ?? writerClass
  if (asked !== serverless) return []
  const refuse = mode === 'plan' ? warning : failed
  if (!elastic)
    return [
      refuse(
        `The clone of ${source} is to be of the class ${serverless}, which RDS has for Aurora.`,
        'Name a class of RDS, such as "db.r6g.large", in "clone.instanceClass", and deploy again.',
      ),
    ]
  const range = clone.serverlessCapacity ?? capacity
  return [
    range === null
      ? refuse(
          `The clone of ${source} is to be of the class ${serverless}, and ${source} has no ` +
            'range of capacity that it could have, too.',
          'Add "clone.serverlessCapacity", such as {"min": 0.5, "max": 16}, and deploy again.',
        )
      : passed(
          `The clone is of the class ${serverless}, with ${range.min} to ${range.max} capacity ` +
            'units.',
        ),
  ]
}
