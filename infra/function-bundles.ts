import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { AssetHashType, DockerImage } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'

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

/** A handler's bundle with the drivers that it is to have, as Node looks for them. */
export function codeOf(handler: string, drivers: readonly string[]): Code {
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
          for (const driver of drivers)
            cpSync(join(bundlesFolder, 'drivers', driver), join(asset, 'node_modules', driver), {
              recursive: true,
            })
          return true
        },
      },
    },
  })
}
