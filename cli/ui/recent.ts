/** What was read a moment ago, so that several tabs ask AWS once. A failure is not kept. */
export class Recent<T> {
  readonly #milliseconds: number
  readonly #kept = new Map<string, { readonly at: number; readonly value: Promise<T> }>()

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds
  }

  get(key: string, read: () => Promise<T>): Promise<T> {
    const found = this.#kept.get(key)
    if (found !== undefined && Date.now() - found.at < this.#milliseconds) return found.value
    const value = read()
    this.#kept.set(key, { at: Date.now(), value })
    value.catch(() => {
      if (this.#kept.get(key)?.value === value) this.#kept.delete(key)
    })
    return value
  }

  forget(): void {
    this.#kept.clear()
  }
}
