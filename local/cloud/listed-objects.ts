import { readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { escapeXml } from './request.ts'

/** Keys per answer: few, so that paging is exercised. */
const pageSize = 100

/** ListObjectsV2 of a bucket: keys and folders in one order, page by page. */
export async function listObjects(bucket: string, query: URLSearchParams): Promise<Buffer> {
  const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? '']
  const after = query.get('continuation-token') ?? ''
  const entries = await readdir(bucket, { recursive: true, withFileTypes: true }).catch(() => [])
  const keys = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(bucket, join(entry.parentPath, entry.name)))
    .filter((key) => key.startsWith(prefix))
  const shown = [...new Set(keys.map((key) => folderOf(key, prefix, delimiter)))]
    .filter((key) => key > after)
    .sort()
  const page = shown.slice(0, Math.min(pageSize, Number(query.get('max-keys') ?? pageSize)))
  const isFolder = (key: string) => delimiter !== '' && key.endsWith(delimiter)
  const parts = await Promise.all(
    page.map(async (key) => {
      const name = escapeXml(key)
      if (isFolder(key)) return `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`
      // It may be deleted at this moment.
      const found = await stat(join(bucket, key)).catch(() => null)
      if (found === null) return ''
      const at = `<LastModified>${found.mtime.toISOString()}</LastModified>`
      return `<Contents><Key>${name}</Key>${at}<Size>${found.size}</Size></Contents>`
    }),
  )
  const next =
    shown.length > page.length
      ? `<NextContinuationToken>${escapeXml(page.at(-1) ?? '')}</NextContinuationToken>`
      : ''
  const truncated = `<IsTruncated>${next !== ''}</IsTruncated>`
  return Buffer.from(`<ListBucketResult>${truncated}${next}${parts.join('')}</ListBucketResult>`)
}

/** The key, or the folder beyond the prefix that it is in. */
function folderOf(key: string, prefix: string, delimiter: string): string {
  const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
  return at === -1 ? key : key.slice(0, at + 1)
}
