import { existsSync, globSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { makeOnce } from '../server/make-once.ts'
import { unpackPackages } from '../server/unpack-packages.ts'
import { openScratch } from '../scratch.ts'

const root = join(import.meta.dirname, '../../.cache/chromium')
const onPath = () =>
  ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap((name) => (process.env.PATH ?? '').split(':').map((folder) => join(folder, name)))
    .find(existsSync)

/**
 * Chromium: the one on PATH, else Debian's, unpacked into the project's cache, once.
 * @returns why there is none, where there is none.
 */
export async function startChromium(): Promise<Browser | string> {
  try {
    const installed = onPath()
    if (installed === undefined)
      await makeOnce(root, (folder) =>
        unpackPackages(
          { names: ['chromium', 'fonts-dejavu-core', 'fontconfig-config'], release: 'own' },
          folder,
        ),
      )
    const unpacked =
      installed === undefined
        ? {
            LD_LIBRARY_PATH: globSync(join(root, 'usr/lib/*/{,pulseaudio/}')).join(':'),
            ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_SYSROOT: root }),
          }
        : {}
    return await chromium.launch({
      executablePath: installed ?? join(root, 'usr/lib/chromium/chromium'),
      // A page of one's own making, in a container as in CI: its sandbox needs what containers do
      // not have.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
      env: {
        ...process.env,
        ...unpacked,
        HOME: await mkdtemp(join(openScratch().folder, 'home-')),
      },
    })
  } catch (error) {
    return `no Chromium: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`
  }
}
