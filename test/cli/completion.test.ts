import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { programFor } from '../../cli/program.ts'
import { processTerminal } from '../../cli/terminal.ts'
import { drydock } from './drydock.ts'

const { commands } = programFor(processTerminal(), () => undefined)
const script = async (shell: string): Promise<string> => {
  const { code, out, err } = await drydock('completion', shell)
  assert.deepEqual([code, err], [0, ''])
  return out
}

/** What bash offers for the last of these words. */
function offered(completion: string, ...words: readonly string[]): readonly string[] {
  const asked = `${completion}
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_drydock drydock "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\\n' "\${COMPREPLY[@]}"`
  const out = execFileSync('bash', ['-c', asked, 'bash', 'drydock', ...words], { encoding: 'utf8' })
  return out.split('\n').filter((line) => line !== '')
}

test('bash completes commands, options of the command and of the tool, and values', async () => {
  const completion = await script('bash')
  for (const [words, expected] of [
    [['sta'], ['status']],
    [
      ['--local', '--out', 'status', 's'],
      ['status', 'show', 'sweep', 'stop', 'sql'],
    ],
    [['undo', 'week-9', '--ap'], ['--apply']],
    [['status', '--lo'], ['--local']],
    [
      ['run', '--mode', ''],
      ['plan', 'rehearse', 'purge'],
    ],
    [
      ['init', 'example', '--engine', 'm'],
      ['mysql', 'mariadb'],
    ],
    [
      ['completion', ''],
      [...['bash', 'zsh', 'fish', '--local', '--out', '--profile', '--region', '--help', '-h']],
    ],
    // Files, by bash itself.
    [['sql', '--connection', ''], []],
    [['status', 'un'], []],
  ] as const)
    assert.deepEqual(offered(completion, ...words), expected, words.join(' '))
  assert.deepEqual(
    offered(completion, '').filter((word) => !word.startsWith('-')),
    [...commands.map((one) => one.name()), 'help'],
  )
})

test('zsh and fish name every command and option with what it does', async () => {
  const [zsh, fish] = [await script('zsh'), await script('fish')]
  assert.match(zsh, /^#compdef drydock\n/)
  for (const command of commands) {
    const [name, does] = [command.name(), command.description()]
    assert.ok(zsh.includes(`'${name}:${does.replaceAll(':', '\\:').replaceAll("'", "'\\''")}'`))
    assert.ok(fish.includes(` -a ${name} -d '${does.replaceAll("'", "\\'")}'\n`), name)
    for (const { long } of command.options) {
      assert.ok(new RegExp(`^ {6}${name}\\) found=\\(.*'${long}:`, 'm').test(zsh), long ?? '')
      const inside = `__fish_seen_subcommand_from ${name}' `
      const own = fish.split('\n').filter((line) => line.includes(inside))
      assert.ok(
        own.some(
          (line) =>
            line.includes(` -l ${long?.slice(2)} `) || line.includes(`-l ${long?.slice(2)} `),
        ),
        `${name} ${long}`,
      )
    }
  }
  assert.match(zsh, /^ {4}run\/--mode\) compadd -- plan rehearse purge; return ;;$/m)
  const mode = "'__fish_seen_subcommand_from run' -l mode -x -a 'plan rehearse purge' -d "
  assert.ok(fish.includes(`\ncomplete -c drydock -n ${mode}`))
})

test('another shell is refused with those that there are', async () => {
  const { code, err } = await drydock('completion', 'tcsh')
  assert.equal(code, 2)
  assert.match(
    err,
    /'tcsh' is invalid for argument 'shell'\. Allowed choices are bash, zsh, fish\./,
  )
})
