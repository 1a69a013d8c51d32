import { stackName } from '../functions/contract/outputs.ts'
import { watchNotes, watchRanges } from '../functions/jobs/watch-ranges.ts'
import type { Step } from '../infra/steps.ts'
import type { Cloud } from './cloud/start-cloud.ts'
import type { Display } from './display.ts'
import { laptop } from './laptop.ts'
import type { Options } from './options.ts'

export interface RunEnded {
  readonly error: { readonly name: string; readonly message: string } | null
  readonly productionPurged: boolean
}

/** The run that this command starts, and how it and any other run are shown. */
export class OwnRun {
  readonly runId = `laptop-${Date.now()}`
  /** The state that it is in; null before and after it. */
  state: string | null = null
  readonly #display: Display
  readonly #taskSteps: Readonly<Record<string, Step>>
  readonly #fail: string | undefined
  #question = new AbortController()

  /** @param fail its state that is made to fail. */
  constructor(
    display: Display,
    taskSteps: Readonly<Record<string, Step>>,
    fail: string | undefined,
  ) {
    this.#display = display
    this.#taskSteps = taskSteps
    this.#fail = fail
  }

  /** How a run is shown, also one that somebody else starts meanwhile. */
  watched(name: string) {
    return {
      ...(name === this.runId && { fail: this.#fail }),
      onState: (state: string) => {
        if (name === this.runId) {
          // Whoever was asked, somebody has answered, or it is too late.
          this.#question.abort()
          this.state = state
        }
        this.#display.begin(state, this.#taskSteps[state])
      },
      onFailure: (state: string, failure: string) =>
        this.#display.say(`${state} failed: ${failure}`),
    }
  }

  /** A question of a run is asked until the run goes on; only that of this one is a prompt. */
  asks(name: string): AbortSignal {
    this.#display.end()
    if (name !== this.runId) return new AbortController().signal
    this.#question = new AbortController()
    return this.#question.signal
  }

  /** Runs the workflow, and shows how far it is. */
  async execute(
    { mode, confirmBlastRadius = false }: Pick<Options, 'mode' | 'confirmBlastRadius'>,
    { stepFunctions }: Pick<Cloud, 'stepFunctions'>,
    now: Date,
  ): Promise<RunEnded> {
    let productionPurged = false
    const unwatch = watchRanges((range) => {
      this.#display.range(range)
      productionPurged ||= range.target === 'production' && 'deleted' in range
    })
    const unwatchNotes = watchNotes((note) => this.#display.note(note))
    const input = { mode, confirmBlastRadius }
    try {
      const error = await stepFunctions
        .begin(stackName(laptop.name), this.runId, input, now, new Date())
        .then(
          () => null,
          ({ name, message }: Error) => ({ name, message }),
        )
      return { error, productionPurged }
    } finally {
      this.state = null
      this.#question.abort()
      unwatch()
      unwatchNotes()
      this.#display.end()
    }
  }
}
