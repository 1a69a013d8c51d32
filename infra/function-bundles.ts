import { cpSync, existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { AssetHashType, DockerImage } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { type Driver, driverModules } from './drivers.ts'

const requires = (text: string, driver: Driver): boolean =>
  text.includes(`require("${driverModules[driver]}")`)

/** The package holds no sources. */
const isRepository = existsSync(join(import.meta.dirname, 'write-bundles.ts'))
/**
 * One folder for each handler, and `drivers` with one for each driver. The package has them beside
 * this folder; in the repository write-bundles.ts makes them.
 */
export const bundlesFolder = join(
  import.meta.dirname,
  isRepository ? '../dist/bundles' : '../bundles',
)

/** A program's files by their paths, with those of the drivers that it requires. */
export function filesOf(
  program: string,
  drivers: readonly Driver[],
  folder: string,
): Readonly<Record<string, string>> {
  const text = readFileSync(join(folder, program, 'index.js'), 'utf8')
  const files: Record<string, string> = { 'index.js': text }
  for (const driver of drivers.filter((one) => requires(text, one)))
    for (const file of readdirSync(join(folder, 'drivers', driver)))
      files[`node_modules/${driver}/${file}`] = readFileSync(
        join(folder, 'drivers', driver, file),
        'utf8',
      )
  return files
}

/**
 * A handler's bundle with those of the drivers that it requires, as Node looks for them: an engine
 * requires its driver also where it is asked for words alone.
 */
export function codeOf(handler: string, drivers: readonly Driver[]): Code {
  // Copied only where the toolkit wants a stack's assets: listing stacks needs no bundle.
  return Code.fromAsset(import.meta.dirname, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('none: it is copied here'),
      // The library takes assets for the same if all but their functions is the same.
      command: [handler, ...drivers],
      local: {
        tryBundle(asset) {
          cpSync(join(bundlesFolder, handler), asset, { recursive: true })
          const text = readFileSync(join(asset, 'index.js'), 'utf8')
          for (const driver of drivers.filter((one) => requires(text, one)))
            cpSync(join(bundlesFolder, 'drivers', driver), join(asset, 'node_modules', driver), {
              recursive: true,
            })
          return true
        },
      },
    },
  })
}
