import type { SourcePlan } from '../contract/steps.ts'

/** What a reader of a report or of a request for approval is told of each. */
export const previewsIn = (
  sources: readonly Pick<SourcePlan, 'name' | 'preview'>[],
): readonly string[] =>
  sources.flatMap(({ name, preview }) =>
    preview === undefined
      ? []
      : [
          `${name} runs ${preview}, which is a preview: Drydock was released without its ` +
            'statements having run on a server of this engine. ProveEngine and the rehearsal ' +
            'are the only evidence.',
        ],
  )
