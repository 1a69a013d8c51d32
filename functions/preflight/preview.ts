import type { RunEnvironment } from '../contract/environment.ts'
import { NamedError } from '../contract/errors.ts'
import type { Run } from '../contract/steps.ts'
import { isPreview, type Engines } from '../engines/engines.ts'

interface Asked {
  readonly run: Pick<Run, 'mode' | 'environment'>
  readonly acceptPreview: RunEnvironment['acceptPreview']
  /** The source, and RDS's name of its engine. */
  readonly source: string
  readonly engine: string
}

/**
 * The source's engine if it is a preview, for the plan to tell; undefined for any other.
 * @throws NamedError ProductionNotAllowed if it would be purged and nobody has accepted that
 */
export function previewOf(
  { run, acceptPreview, source, engine }: Asked,
  among?: Engines,
): string | undefined {
  if (!isPreview(engine, source, among)) return undefined
  if (run.mode === 'purge' && !acceptPreview)
    throw new NamedError(
      'ProductionNotAllowed',
      `Mode "purge" was requested for "${source}", which runs ${engine}. This engine is a ` +
        "preview: Drydock's statements never ran on a server of it. Nothing was created. Start " +
        'with {"mode": "rehearse"}: ProveEngine and the rehearsal try them on a clone. Read its ' +
        `report, then set "acceptPreview": true in the environment "${run.environment}" and ` +
        'deploy.',
    )
  return engine
}
