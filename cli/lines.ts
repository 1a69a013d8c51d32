import { createInterface } from 'node:readline'

/**
 * Lines that a person types or pastes. Those that arrive before they are asked for answer the next
 * questions: readline's own question() drops them.
 */
export class Lines {
  readonly #input: NodeJS.ReadableStream
  readonly #output: NodeJS.WritableStream
  readonly #early: string[] = []
  /** What was pasted after the last line break. */
  #begun = ''

  constructor(input: NodeJS.ReadableStream, output: NodeJS.WritableStream) {
    this.#input = input
    this.#output = output
  }

  /** @returns null after Ctrl-C or Ctrl-D. */
  async ask(question: string): Promise<string | null> {
    const early = this.#early.shift()
    if (early !== undefined) {
      this.#output.write(`${question}${early}\n`)
      return early
    }
    // Open while a question is: an open one takes Ctrl-C away from the commands.
    const open = createInterface({ input: this.#input, output: this.#output, prompt: question })
    const { promise, resolve } = Promise.withResolvers<string | null>()
    let answered = false
    open.on('line', (line) => {
      if (answered) this.#early.push(line)
      answered = true
      resolve(line)
    })
    open.on('SIGINT', () => open.close())
    open.on('close', () => resolve(null))
    open.prompt()
    if (this.#begun !== '') open.write(this.#begun)
    const line = await promise
    this.#begun = line === null ? '' : open.line
    open.close()
    return line
  }
}
