import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { NamedError } from '../../functions/contract/errors.ts'
import { inOurWords } from '../aws/trouble.ts'
import { reportPageOf } from '../commands/report.ts'
import { findDeployed, type Deployed } from '../deployed.ts'
import type { Actions } from './actions.ts'
import { faultOf } from './fault.ts'
import { changeCalled } from './changes.ts'
import { sendEvents } from './events.ts'
import { firstPage } from './first-page.ts'
import { framed } from './frame.ts'
import type { Admitted } from './guard.ts'
import { pageHeaders, reportHeaders } from './headers.ts'
import { lookAt, type Look } from './look.ts'
import { environmentPage } from './pages.ts'
import { part, type Shown } from './part.ts'
import { readForm } from './read-form.ts'
import { Recent } from './recent.ts'
import { faultHtml, runPage } from './run-page.ts'
import { icon, script } from './script.ts'
import { lookAtClones, type Clones } from './show-clones.ts'
import { showHold } from './show-controls.ts'
import { style } from './style.ts'

const files: Readonly<Record<string, readonly [string, string]>> = {
  'style.css': ['text/css', style],
  'script.js': ['text/javascript', script],
  'icon.svg': ['image/svg+xml', icon],
}
/** ms that a change has to end before the browser is sent back to the page, which goes on. */
const patience = 1_500

/** How often AWS is asked, in ms. */
export interface LookPace {
  /** For how long other tabs are shown what was read for one. */
  readonly remember: number
  /** Between two looks of an open page. */
  readonly between: number
}

/** What each address answers. */
export class Pages {
  readonly #actions: Actions
  readonly #between: number
  readonly #environments = new Recent<Deployed>(60_000)
  readonly #looks: Recent<Look>
  readonly #clones: Recent<Clones>
  readonly #first: Recent<Shown>

  constructor(actions: Actions, pace: LookPace) {
    this.#actions = actions
    this.#between = pace.between
    this.#looks = new Recent(pace.remember)
    // RDS allows few calls, and a clone lives for hours.
    this.#clones = new Recent(15 * pace.remember)
    this.#first = new Recent(pace.remember)
  }

  async answer(
    request: IncomingMessage,
    response: ServerResponse,
    { path, change }: Admitted,
  ): Promise<void> {
    const file = path.length === 1 ? files[path[0] ?? ''] : undefined
    const page = this.#pageAt(path)
    const [e, environment = '', kind, name = '', last] = path
    try {
      if (change) {
        if (e !== 'e' || kind !== 'do' || path.length !== 4) throw noPage
        await this.#change(environment, name, await readForm(request))
        response.writeHead(303, { ...pageHeaders, location: '../#done' }).end()
      } else if (file !== undefined) send(response, 200, file[0], file[1])
      else if (path.length === 0)
        response.writeHead(308, { ...pageHeaders, location: `${request.url}/` }).end()
      else if (page !== null && path.at(-1) === 'events')
        await sendEvents(response, page, this.#between)
      else if (e === 'e' && kind === 'runs' && last === 'report' && path.length === 5) {
        const html = await reportPageOf(await this.#environment(environment), name)
        response.writeHead(200, { ...reportHeaders(html), 'content-type': htmlType }).end(html)
      } else if (page !== null && path.at(-1) === '')
        send(response, 200, htmlType, framed(await page()))
      else throw noPage
    } catch (thrown) {
      if (response.headersSent) throw thrown
      send(response, statusOf(thrown), htmlType, framed(faultPage(thrown, path)))
    }
  }

  /** The page of an address or of its events; null if there is none. */
  #pageAt(path: readonly string[]): (() => Promise<Shown>) | null {
    const [e, name = '', kind, run = ''] = path
    if (path.length === 1) return () => this.#first.get('', firstPage)
    if (e !== 'e') return null
    if (path.length === 3)
      return async () => {
        const found = await this.#environment(name)
        const [look, clones] = await Promise.all([
          this.#looks.get(name, () => lookAt(found)),
          this.#clones.get(name, () => lookAtClones(found)),
        ])
        return environmentPage(found, look, clones, this.#actions.of(name))
      }
    if (path.length === 5 && kind === 'runs')
      return async () => runPage(await this.#environment(name), run)
    return null
  }

  #environment(name: string): Promise<Deployed> {
    return this.#environments.get(name, () => findDeployed(name))
  }

  async #change(environment: string, name: string, form: URLSearchParams): Promise<void> {
    const change = changeCalled(name)
    if (change === null) throw noPage
    const { name: known } = await this.#environment(environment)
    const running = this.#actions.run(known, name, form, (terminal) =>
      change(terminal, known, form),
    )
    await Promise.race([running, setTimeout(patience, undefined, { ref: false })])
    this.#looks.forget()
    this.#clones.forget()
  }
}

const htmlType = 'text/html; charset=utf-8'
const send = (response: ServerResponse, status: number, type: string, text: string) =>
  void response.writeHead(status, { ...pageHeaders, 'content-type': type }).end(text)

const noPage = new NamedError('InvalidInput', 'There is no such page. Go back to the first.')

function statusOf(thrown: unknown): number {
  if (thrown === noPage) return 404
  const name = thrown instanceof NamedError ? thrown.name : ''
  if (name === 'InvalidInput') return 400
  return /^(EnvironmentNotFound|RunNotFound|EvidenceMissing)$/.test(name) ? 404 : 502
}

/** An error as the commands print it, with what the runbook says. */
function faultPage(thrown: unknown, path: readonly string[]): Shown {
  const error = inOurWords(thrown)
  const up = '../'.repeat(Math.max(0, path.length - 1))
  const [e, , last] = path
  const isDeployed = e === 'e' && last === '' && statusOf(thrown) !== 404
  return {
    title: 'This did not work',
    up,
    trail: [['Environments', up === '' ? './' : up]],
    said: '',
    live: false,
    parts: [
      part('fault', 'What happened', [
        faultHtml(faultOf(thrown), error instanceof Error ? error.name : ''),
      ]),
      ...(isDeployed ? [showHold()] : []),
    ],
  }
}
