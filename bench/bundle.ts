import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { openScratch } from '../local/scratch.ts'

/** Drivers of engines that the bench does not run, and what pg asks for if it is there. */
const external = ['oracledb', 'tedious', 'pg-native']

const requiring =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

const built = new Map<string, Promise<string>>()

/**
 * A process of the bench as one file, as the functions are deployed: stripping types and finding
 * hundreds of files would cost a second and 40 MB, which no function has.
 * @returns absolute path, in the scratch folder.
 */
export function bundled(file: string): Promise<string> {
  const outdir = join(openScratch().folder, 'bundles', basename(file, '.ts'))
  const known = built.get(outdir)
  if (known !== undefined) return known
  const building = build({
    entryPoints: [join(import.meta.dirname, file)],
    outdir,
    external,
    bundle: true,
    // An engine's driver is loaded with its engine.
    splitting: true,
    platform: 'node',
    target: 'node24',
    // The processes await at their top.
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    // Drivers require() Node's built-in modules.
    banner: { js: requiring },
    logLevel: 'error',
  }).then(() => join(outdir, `${basename(file, '.ts')}.mjs`))
  built.set(outdir, building)
  return building
}
