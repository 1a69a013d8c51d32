import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const ofPackage = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/
const isLicence = (file: string): boolean =>
  /^(?:licen[cs]e|notice|copying|third_party)/i.test(file)

/**
 * The licences of the packages that the bundles contain: most of them ask that their text goes
 * where the code goes.
 * @param sources the files of a bundle, relative to the repository
 */
export async function licencesOf(sources: readonly string[]): Promise<string> {
  const folders = new Set(sources.flatMap((file) => ofPackage.exec(file) ?? []))
  const parts: string[] = []
  for (const folder of [...folders].sort()) {
    const at = join(root, folder)
    const { name, version, license } = JSON.parse(await readFile(join(at, 'package.json'), 'utf8'))
    if (typeof license !== 'string')
      throw new Error(`${name} has no licence in its package.json: it must not be packed`)
    parts.push(`${name} ${version}: ${license}`)
    for (const file of (await readdir(at)).filter(isLicence))
      parts.push(await readFile(join(at, file), 'utf8'))
    parts.push('-'.repeat(80))
  }
  return parts.join('\n\n')
}
