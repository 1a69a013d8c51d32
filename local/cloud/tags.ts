import { listParameter } from './request.ts'

export interface Tag {
  readonly Key: string
  readonly Value: string
}

export const tagsOf = (parameters: URLSearchParams): Tag[] =>
  listParameter(parameters, 'Tags').map(({ Key = '', Value = '' }) => ({ Key, Value }))

/** A key is there once: a tag of the same key is replaced. */
export function addTags(tags: Tag[], more: readonly Tag[]): void {
  for (const tag of more) {
    const at = tags.findIndex(({ Key }) => Key === tag.Key)
    tags.splice(at === -1 ? tags.length : at, 1, tag)
  }
}
