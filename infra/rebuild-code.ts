import { createHash } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AssetHashType, BundlingOutput, DockerImage, Stack } from 'aws-cdk-lib'
import { Asset } from 'aws-cdk-lib/aws-s3-assets'
import type { Construct } from 'constructs'
import type { Driver } from './drivers.ts'
import { bundlesFolder, filesOf } from './function-bundles.ts'

export interface ProgramPlace {
  readonly bucket: string
  readonly key: string
  readonly sha256: string
}

/** A program and its drivers in one object, for a container that has nothing but Node. */
export const programText = (
  program: string,
  drivers: readonly Driver[],
  folder = bundlesFolder,
): string => JSON.stringify(filesOf(program, drivers, folder))

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The object as an asset of the stack, with its hash. */
export function programOf(
  scope: Construct,
  id: string,
  program: string,
  drivers: readonly Driver[],
): ProgramPlace {
  // A stack that is listed or destroyed is not bundled, and its template never deployed.
  const text =
    Stack.of(scope).bundlingRequired && existsSync(join(bundlesFolder, program))
      ? programText(program, drivers)
      : ''
  const asset = new Asset(scope, id, {
    path: import.meta.dirname,
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('none: it is copied here'),
      command: [program, ...drivers],
      outputType: BundlingOutput.SINGLE_FILE,
      local: {
        tryBundle(folder) {
          writeFileSync(join(folder, 'program.json'), text)
          return true
        },
      },
    },
  })
  return { bucket: asset.s3BucketName, key: asset.s3ObjectKey, sha256: sha256Of(text) }
}
