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

/**
 * RDS does not copy the snapshot of a Multi-AZ DB cluster, so no other account can have its clone.
 * Source: Amazon RDS User Guide, "Limitations of Multi-AZ DB clusters".
 */
export function cloneAccount({ deployment, mode }: Run, facts: SourceFacts): Finding[] {
  const { source, kind, elastic } = facts
  if (deployment.cloneAccount === undefined || kind === 'instance' || elastic) return []
  return [
    (mode === 'plan' ? warning : failed)(
      `${source} is a Multi-AZ DB cluster, whose snapshots RDS does not copy: the account of ` +
        '"cloneAccount" cannot have a clone of it.',
      'Give this source an environment of its own without "cloneAccount".',
    ),
  ]
}

/**
 * The settings of a Multi-AZ DB cluster are in a group for clusters alone: its clone, an instance,
 * has RDS's own, or those of a group that the environment names.
 */
export function cloneGroup({ clone }: Run, { source, clusterGroup }: SourceFacts): Finding[] {
  if (clusterGroup === null || clone.parameterGroup !== undefined) return []
  return [
    warning(
      `The clone of ${source} is an instance and cannot have the parameter group of the cluster, ` +
        `${clusterGroup}: it starts with RDS's own settings.`,
      'Make a DB parameter group with the same values and name it in "clone.parameterGroup", ' +
        'so that the rehearsal runs on the settings of production. Some settings must be the ' +
        'same for the clone to start at all, such as how the names of tables are spelt.',
    ),
  ]
}
