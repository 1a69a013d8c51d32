import type { Question } from '../../functions/engines/database.ts'
import type { Dialect, Sql } from '../../functions/engines/dialect.ts'
import type { NamedRows, NamedRowStatements } from '../../functions/engines/named-rows.ts'

/** A port one method of which answers wrongly. */
export type Wrong = (dialect: Dialect) => Dialect

const read = <T>(question: Question<T>, change: (answer: T) => T): Question<T> => ({
  ...question,
  read: (rows) => change(question.read(rows)),
})
const inRows = (change: (rows: NamedRowStatements) => Partial<NamedRowStatements>): Wrong => {
  return (dialect) => ({ ...dialect, rows: { ...dialect.rows, ...change(dialect.rows) } })
}
const lost = <T>(all: readonly T[]): readonly T[] => all.slice(0, -1)
const turned = <T>(all: readonly T[]): readonly T[] => all.toReversed()
const one = (rows: NamedRows): NamedRows => ({ ...rows, keys: rows.keys.slice(1) })
const isChild = ({ table }: NamedRows): boolean => /^shape_child$/i.test(table)
const hashOff = <T extends { readonly hash: string }>(all: readonly T[]): readonly T[] =>
  all.map((row) => ({ ...row, hash: String(BigInt(row.hash) ^ 1n) }))
const sameHash = <T extends { readonly hash: string }>(all: readonly T[]): readonly T[] =>
  all.map((row) => ({ ...row, hash: '1' }))

/** What a server might do otherwise, by name: each has to be seen. */
export const wrongAnswers: Readonly<Record<string, Wrong>> = {
  'boundary is a row further': (on) => ({
    ...on,
    boundary: (table, key, low, rows, index) => on.boundary(table, key, low, rows + 1, index),
  }),
  'reached is never true': (on) => ({
    ...on,
    reached: (...all) => read(on.reached(...all), () => false),
  }),
  'keys lose a row': (on) => ({ ...on, keys: (...all) => read(on.keys(...all), lost) }),
  'keys come in another order': (on) => ({
    ...on,
    keys: (...all) => read(on.keys(...all), turned),
  }),
  'a hash is a bit off': (on) => ({ ...on, hashes: (...all) => read(on.hashes(...all), hashOff) }),
  'a class has a row more': (on) => ({
    ...on,
    classify: (...all) =>
      read(on.classify(...all), (found) => found.map((each) => ({ ...each, rows: each.rows + 1 }))),
  }),
  'a class has another sum of hashes': (on) => ({
    ...on,
    classify: (...all) => read(on.classify(...all), hashOff),
  }),
  'a class has another count of the other reading': (on) => ({
    ...on,
    classify: (...all) =>
      read(on.classify(...all), (found) => found.map((each) => ({ ...each, other: 0 }))),
  }),
  'countAll is one off': (on) => ({
    ...on,
    countAll: (table) => read(on.countAll(table), (rows) => rows + 1),
  }),
  'insert loses a row': (on) => ({
    ...on,
    insert: (table, columns, rows) =>
      on.insert(table, columns, rows.length > 1 ? rows.slice(1) : rows),
  }),
  'a lock is everybody’s': (on) => ({
    ...on,
    takeLock: (name) => read(on.takeLock(name), () => true),
  }),
  'nobody holds a lock': (on) => ({
    ...on,
    server: { ...on.server, lockHolder: (name) => read(on.server.lockHolder(name), () => null) },
  }),
  'a statement does not end': (on) => ({
    ...on,
    upkeep: { ...on.upkeep, endStatement: async () => undefined },
  }),
  'a table has no unique key': (on) => ({
    ...on,
    schema: {
      ...on.schema,
      read: async (...all) => {
        const found = await on.schema.read(...all)
        return (
          found && { ...found, tables: found.tables.map((table) => ({ ...table, unique: false })) }
        )
      },
    },
  }),
  'candidates lose a row': inRows((rows) => ({
    candidates: (...all) => read(rows.candidates(...all), lost),
  })),
  'candidates come in another order': inRows((rows) => ({
    candidates: (...all) => read(rows.candidates(...all), turned),
  })),
  'readRange loses a row': inRows((rows) => ({
    readRange: (...all) => read(rows.readRange(...all), lost),
  })),
  'readRange takes old for young': inRows((rows) => ({
    readRange: (...all) =>
      read(rows.readRange(...all), (found) => found.map((row) => ({ ...row, old: !row.old }))),
  })),
  'all rows have one hash': inRows((rows) => ({
    readRange: (...all) => read(rows.readRange(...all), sameHash),
    candidates: (...all) => read(rows.candidates(...all), sameHash),
  })),
  'read loses a row': inRows((rows) => ({ read: (...all) => read(rows.read(...all), lost) })),
  'find loses a row': inRows((rows) => ({ find: (...all) => read(rows.find(...all), lost) })),
  'find forgets the condition': inRows((rows) => ({ find: (of) => rows.find(of, null) })),
  'count is one off': inRows((rows) => ({
    count: (...all) => read(rows.count(...all), (found) => found + 1),
  })),
  'lock loses a row': inRows((rows) => ({ lock: (...all) => read(rows.lock(...all), lost) })),
  'lock takes nothing': inRows((rows) => ({ lock: (...all) => rows.find(...all) })),
  'lockSum is one off': inRows((rows) => ({
    lockSum: (...all) => read(rows.lockSum(...all), (sum) => ({ ...sum, hash: sum.hash + 1n })),
  })),
  'lockChildren counts one less': inRows((rows) => ({
    lockChildren: (...all) =>
      read(rows.lockChildren(...all), (found) =>
        found.map(({ key, sum }) => ({ key, sum: { ...sum, rows: sum.rows - 1 } })),
      ),
  })),
  'lockChildrenSum is one off': inRows((rows) => ({
    lockChildrenSum: (...all) =>
      read(rows.lockChildrenSum(...all), (sum) => ({ ...sum, rows: sum.rows + 1 })),
  })),
  'another holds what nobody holds': inRows((rows) => ({
    lockReferred: (of, ...all) => read(rows.lockReferred(of, ...all), () => of.keys),
  })),
  'readChildren loses a row': inRows((rows) => ({
    readChildren: (...all) => read(rows.readChildren(...all), lost),
  })),
  'childSizes loses a row': inRows((rows) => ({
    childSizes: (...all) => read(rows.childSizes(...all), lost),
  })),
  'deleteRows forgets the condition': inRows((rows) => ({
    deleteRows: (of): Sql => rows.deleteRows(of, null),
  })),
  // Of one row alone, as it is named again where it was changed.
  'lock takes a row as it was': inRows((rows) => ({
    lock: (of, condition) => rows.lock(of, of.keys.length === 1 ? null : condition),
  })),
  'a hash is of the row as it was': inRows((rows) => {
    const known = new Map<string, string>()
    const kept = <T extends { readonly key: readonly unknown[]; readonly hash: string }>(
      all: readonly T[],
    ) =>
      all.map((row) => {
        const id = JSON.stringify(row.key)
        known.set(id, known.get(id) ?? row.hash)
        return { ...row, hash: known.get(id) ?? row.hash }
      })
    return {
      readRange: (...all) => read(rows.readRange(...all), kept),
      lock: (...all) => read(rows.lock(...all), kept),
    }
  }),
  'deleteRows takes a row as it was': inRows((rows) => ({
    deleteRows: (of, condition): Sql =>
      rows.deleteRows(of, of.keys.length === 1 ? null : condition),
  })),
  'deleteRows misses a row': inRows((rows) => ({
    deleteRows: (of, condition): Sql =>
      rows.deleteRows(of.keys.length > 1 ? one(of) : of, condition),
  })),
  'lockSum of children by what they refer to is one off': inRows((rows) => ({
    lockSum: (of, ...all) =>
      read(rows.lockSum(of, ...all), (sum) => ({
        ...sum,
        hash: sum.hash + (isChild(of) ? 1n : 0n),
      })),
  })),
  'children by what they refer to stay': inRows((rows) => ({
    deleteRows: (of, condition): Sql => rows.deleteRows(isChild(of) ? one(of) : of, condition),
  })),
  'deleteChildren misses a row’s': inRows((rows) => ({
    deleteChildren: (of, joins): Sql => rows.deleteChildren(one(of), joins),
  })),
}
