import { quantity } from '../../functions/contract/quantity.ts'
import { countSubscriptions } from '../aws/subscriptions.ts'
import { isLocal } from '../place.ts'
import { fault, findingsOf, ok, warning, type Finding } from './finding.ts'
import type { Scene } from './scene.ts'

/** Whether anybody gets the reports, the alarms, and the question for an approval. */
export const subscribers = ({ settings, deployment }: Scene): Promise<readonly Finding[]> =>
  findingsOf('subscribers', '', async () => {
    if (isLocal())
      return ok('A local run sends no mail: drydock status shows when it waits for approval.')
    const topic = deployment.reportTopic
    const { confirmed, pending } = await countSubscriptions(topic)
    const waits =
      pending === 0 ? '' : ` ${quantity(pending, 'subscription')} waits to be confirmed.`
    const remedy =
      pending === 0
        ? `Set "alarmEmail" and deploy, or subscribe to ${topic}.`
        : 'AWS has sent a mail with a link that confirms it, which is valid for a few days.'
    if (confirmed > 0 && pending === 0)
      return ok(`${quantity(confirmed, 'confirmed subscription')}.`)
    if (confirmed > 0)
      return warning(`${quantity(confirmed, 'confirmed subscription')}.${waits}`, remedy)
    return settings.approval === undefined
      ? warning(`Nobody gets reports and alarms.${waits}`, remedy)
      : fault(`Nobody hears that a run waits for approval, so it is rejected.${waits}`, remedy)
  })
