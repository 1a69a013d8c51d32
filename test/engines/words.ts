import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/**
 * Where an engine's words are at home: its own folders, and the lazy lists, which name the engines.
 */
const home = /^(functions|local)\/engines\/(mysql|mariadb|postgres|sqlserver|oracle)\//
const lists = [
  'functions/engines/engines.ts',
  'local/engines/engines.ts',
  'local/engines/stores.ts',
]

/** Names, whatever their case. */
const names = anyOf(
  'gi',
  /mysql|mariadb|postgres|sqlserver|tedious|oracle|innodb/,
  /information_schema|performance_schema|bin_?log/,
)
/**
 * Words of SQL that only some engines know, and statements: what is not text to read is rendered by
 * an engine.
 */
const sql = anyOf(
  'g',
  /\\`|<=>|@@\w+|\berrno\b/,
  /\b(?:Threads_running|Variable_name|Msg_text|init_connect|sql_mode)\b/,
  /\b(?:max_(?:execution|statement)_time)\b/,
  /\b(?:EXPLAIN|KILL|GRANT [A-Z$]|VACUUM|ROWID|STRAIGHT_JOIN|GET_LOCK|get_lock|IS_USED_LOCK)/,
  /\b(?:UTC_TIMESTAMP|SKIP LOCKED|FORCE INDEX|FOR UPDATE|BASE TABLE)/,
  /\b(?:CONVERT\(|(?:UN)?HEX\(|SHA2\(|CONV\(|NOW\(\))/,
  /\b(?:ANALYZE|CHECK|OPTIMIZE|ALTER|SHOW|CREATE|DROP) [A-Z]{3,}/,
  /\b(?:INSERT INTO|DELETE FROM|SELECT [^'"`]*?\bFROM)\b/,
)

function anyOf(flags: string, ...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), flags)
}

/** The engine's words in each file outside an engine's folders, in alphabetical order. */
export function engineWords(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const file of globSync('{functions,infra,local}/**/*.ts', { cwd: root }).sort()) {
    if (home.test(file) || lists.includes(file)) continue
    const text = readFileSync(join(root, file), 'utf8')
    const words = [
      ...[...text.matchAll(names)].map(([word]) => word.toLowerCase()),
      ...[...text.matchAll(sql)].map(([word]) => (word.startsWith('SELECT') ? 'SELECT' : word)),
    ]
    if (words.length > 0) found.set(file, [...new Set(words)].sort())
  }
  return found
}
