import * as sfn from 'aws-cdk-lib/aws-stepfunctions'
import type { States } from './states.ts'

/** Event of the step that gathers a source's archive. */
const forArchive = {
  runId: sfn.JsonPath.stringAt('$.run.runId'),
  source: sfn.JsonPath.stringAt('$.source.name'),
  archive: sfn.JsonPath.objectAt('$.run.archive'),
  deployment: sfn.JsonPath.objectAt('$.run.deployment'),
  endsBy: sfn.JsonPath.stringAt('$.run.endsBy'),
}

/** Gathers each source's archive; one that cannot be gathered does not keep the next one. */
export const gatherArchivesOf = (states: States): sfn.Map =>
  states.eachSource(
    'GatherArchives',
    states
      .gatherLoop('GatherArchive', forArchive, states.sourceLeft('ArchiveLeft'))
      .next(states.sourceDone('ArchiveGathered', {})),
    '$.archivesLeft',
  )
