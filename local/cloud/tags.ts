import { listParameter } from './request.ts'

export interface Tag {
  readonly Key: string
  readonly Value: string
}

export const tagsOf = (parameters: URLSearchParams): Tag[] =>
  listParameter(parameters, 'Tags').map(({ Key = '', Value = '' }) => ({ Key, Value }))

/** Keys are unique: a tag replaces one with the same key. */
export function addTags(tags: Tag[], more: readonly Tag[]): void {
  for (const tag of more) {
    const at = tags.findIndex(({ Key }) => Key === tag.Key)
    tags.splice(at === -1 ? tags.length : at, 1, tag)
  }
}
