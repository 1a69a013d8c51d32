import { createLogUpdate } from 'log-update'
import type { Step } from '../infra/steps.ts'
import type { PaceNote } from '../functions/contract/times.ts'
import type { RangeOn } from '../functions/jobs/watch-ranges.ts'
import { Progress } from './progress.ts'

/** ms between two redraws on a terminal, and between two lines elsewhere. */
const redraw = 200
const plain = 10_000

export const stamped = (text: string): string =>
  `${new Date().toISOString().slice(11, 19)}  ${text}`

/**
 * Shows a run's progress: one updating line on a terminal, plain lines elsewhere. Its errors are
 * swallowed: a run must not fail because of its display.
 */
export class Display {
  readonly #stream: NodeJS.WritableStream
  readonly #moving: ReturnType<typeof createLogUpdate> | null
  readonly #now: () => number
  #progress: Progress = new Progress(new Map())
  /** When the state started, as shown; null between states. */
  #began: string | null = null
  #timer: NodeJS.Timeout | undefined
  #noted = ''
  #silent = false

  constructor(
    stream: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number },
    now = () => performance.now(),
  ) {
    this.#stream = stream
    this.#now = now
    // Keeps the cursor visible, so that nothing needs restoring however the process ends.
    this.#moving =
      stream.isTTY === true && stream.columns !== 0 && process.env.TERM !== 'dumb'
        ? createLogUpdate(stream, { showCursor: true })
        : null
    stream.on('error', () => undefined)
  }

  /** @param estimates see Progress. */
  expect(estimates: ReadonlyMap<string, number>): void {
    this.#progress = new Progress(estimates)
  }

  /** Shows nothing from now on. */
  silence(): void {
    this.end()
    this.#silent = true
  }

  say(text: string): void {
    if (this.#silent) return
    this.#safely(() => {
      this.#moving?.clear()
      // Not through log-update, which truncates lines at the terminal's width: commands must remain
      // copyable.
      this.#stream.write(`${stamped(text)}\n`)
      this.#draw()
    })
  }

  begin(state: string, step: Step | undefined): void {
    this.end()
    if (this.#silent) return
    if (this.#moving === null) this.say(state)
    this.#safely(() => this.#progress.begin(state, step, this.#now()))
    this.#began = stamped('')
    this.#timer = setInterval(
      () =>
        this.#moving === null
          ? this.say(this.#progress.line(this.#now()))
          : this.#safely(() => this.#draw()),
      this.#moving === null ? plain : redraw,
    )
    // The timer must not keep an otherwise idle process alive.
    this.#timer.unref()
  }

  range(range: RangeOn): void {
    this.#safely(() => this.#progress.add(range))
  }

  /** What a step waits for or retries: shown once per reason while it lasts. */
  note({ what, seconds, reasons }: PaceNote): void {
    const why = reasons.join('; ')
    if (what !== 'retry' && `${what} ${why}` === this.#noted) return
    this.#noted = `${what} ${why}`
    const took = what === 'retry' ? ` after ${seconds} s` : ''
    const words = { go: 'full pace', slow: 'slower', pause: 'pause', retry: 'retried' }
    this.say(`${words[what]}${took}${why === '' ? '' : `: ${why}`}`)
  }

  /** The state has ended: a terminal keeps its line. */
  end(): void {
    clearInterval(this.#timer)
    this.#safely(() => {
      if (this.#began !== null) this.#moving?.(this.#began + this.#progress.summary(this.#now()))
      this.#moving?.done()
    })
    this.#began = null
  }

  #draw(): void {
    if (this.#began !== null) this.#moving?.(this.#began + this.#progress.line(this.#now()))
  }

  #safely(work: () => void): void {
    try {
      work()
    } catch {
      // The next redraw may succeed.
    }
  }
}
