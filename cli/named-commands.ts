import { localWords } from './place.ts'
import type { Terminal } from './terminal.ts'

/** `drydock approve week-9` in a text; not the JSON of a report, which stays as it was written. */
const named = /\bdrydock (?=[a-z])/g
const isJson = (text: string): boolean => /^[[{]/.test(text)

/** A terminal in which each command that a text names looks where this one looks. */
export function namingLocal(terminal: Terminal): Terminal {
  const shown = (text: string) => {
    const words = localWords()
    return words === null || isJson(text) ? text : text.replace(named, `drydock ${words} `)
  }
  return {
    ...terminal,
    print: (text) => terminal.print(shown(text)),
    say: (text) => terminal.say(shown(text)),
    rewrite: (text) => terminal.rewrite(shown(text)),
  }
}
