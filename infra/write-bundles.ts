import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { build } from 'esbuild'
import { driverModules } from './drivers.ts'
import { bundlesFolder } from './function-bundles.ts'
import { rebuildProgram, steps } from './steps.ts'

const root = join(import.meta.dirname, '..')
const noAzure = join(root, 'infra/no-azure.ts')

const options = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  // Drivers and pino require() Node's built-in modules, which an ES module bundle cannot.
  format: 'cjs',
  // Prefers a library's ES module form, which allows unused code to be removed.
  mainFields: ['module', 'main'] as string[],
  logLevel: 'error',
  write: false,
  metafile: true,
} as const

const programs = [...new Set([...Object.values(steps).map(({ file }) => file), rebuildProgram])]

/**
 * Writes the functions' bundles, and those of the drivers, which the functions require.
 * @returns the files that are in them
 */
export async function writeBundles(
  folder: string = bundlesFolder,
  handlers: readonly string[] = programs,
): Promise<readonly string[]> {
  // One file that includes the SDK: what was tested is what runs, independent of the runtime's SDK.
  const { outputFiles: files, metafile } = await build({
    ...options,
    entryPoints: handlers.map((file) => ({ in: file, out: `${basename(file, '.ts')}/index` })),
    outdir: folder,
    external: Object.values(driverModules),
    sourcemap: true,
    // The names and lines of the sources are enough for a stack trace.
    sourcesContent: false,
  })
  const sources = Object.keys(metafile.inputs)
  for (const [driver, module] of Object.entries(driverModules)) {
    const { outputFiles, metafile } = await build({
      ...options,
      stdin: { contents: `module.exports = require('${module}')`, resolveDir: root },
      outfile: join(folder, 'drivers', driver, `${module.split('/')[1] ?? 'index'}.js`),
      alias: { '@azure/identity': noAzure, '@azure/keyvault-keys': noAzure },
    })
    files.push(...outputFiles)
    sources.push(...Object.keys(metafile.inputs))
  }
  for (const { path, contents } of files) {
    // Somebody else may be reading what is right already.
    if (existsSync(path) && (await readFile(path)).equals(contents)) continue
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, contents)
  }
  return sources
}
