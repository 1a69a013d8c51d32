import type { Run, SourcePlan } from '../contract/steps.ts'
import type { OnClone, Scratch } from '../engines/scratch.ts'
import { openTarget, type Opened, type TargetOf } from './target-database.ts'

/** Made here alone, for connections that openTarget has compared with production. */
const compared = {} as OnClone

/**
 * A database of the clone, never one of production, with the statements that make a database there.
 * @param of.scratch the name of such a database, once it is made.
 * @throws as openTarget
 */
export async function openClone(
  of: Pick<TargetOf, 'database' | 'session' | 'ending'> & {
    readonly run: Run
    readonly source: SourcePlan
    readonly scratch?: string
  },
): Promise<Opened & { readonly scratch: Scratch }> {
  const { scratch, ...clone } = of
  const target = 'clone' as const
  const opened = await openTarget(
    scratch === undefined ? { ...clone, target } : { ...clone, target, scratch },
  )
  return { ...opened, scratch: opened.dialect.scratch(compared) }
}
