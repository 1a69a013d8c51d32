import assert from 'node:assert/strict'
import { test } from 'node:test'
import { translate } from '../../../functions/engines/oracle/translate-error.ts'
import { oraError } from './stub.ts'

/** The name that an error gets, and its kind where that is transient. */
function told(code: string, words?: string): string {
  const meaning = translate(oraError(code, words)) as Error & { kind?: string }
  return meaning.kind ?? meaning.name
}

test("the server's and the driver's errors are sorted by what the caller may do", () => {
  for (const [expected, codes] of Object.entries({
    deadlock: ['ORA-00060', 'ORA-08177', 'ORA-01555'],
    'lock timeout': ['ORA-00054', 'ORA-30006', 'ORA-02049'],
    'time limit': ['NJS-123', 'ORA-01013'],
    'connection lost': [
      'NJS-500',
      'NJS-503',
      'NJS-511',
      'NJS-510',
      'ORA-12170',
      'ORA-03113',
      'ORA-03114',
      'ORA-03135',
      'ORA-12537',
      'ORA-12547',
    ],
    'rows disagree': ['ORA-02292'],
    'read only': ['ORA-16000'],
    RowRefused: ['ORA-00001'],
    DiskFull: ['ORA-30036', 'ORA-00257', 'ORA-01653'],
    AccessDenied: ['NJS-116', 'ORA-01017', 'ORA-01031', 'ORA-28000', 'ORA-28001'],
    DatabaseNotFound: ['NJS-518', 'NJS-519', 'ORA-12514'],
    DatabaseUnreachable: ['NJS-505', 'NJS-506', 'NJS-508', 'NJS-533'],
    SchemaChanged: ['ORA-00942', 'ORA-00904'],
    Error: ['ORA-00933'],
  }))
    for (const code of codes) assert.equal(told(code), expected, code)
})

test('what the listener says is told, rather than that it refused', () => {
  assert.equal(told('NJS-511', 'refused. Cause: ORA-12514'), 'DatabaseNotFound')
})

test('a privilege that is missing is none of a schema that changed', () => {
  assert.equal(told('ORA-00942', 'table or view "SYS"."DBA_TABLES" does not exist'), 'AccessDenied')
  assert.equal(told('ORA-00904', '"DBMS_CRYPTO"."HASH": invalid identifier'), 'AccessDenied')
  assert.equal(
    told('ORA-06550', "line 1, column 7: PLS-00201: identifier 'DBMS_LOCK' must be declared"),
    'AccessDenied',
  )
})

test('no error has a value of a row, in its text or in its stack', () => {
  for (const [code, words] of [
    ['ORA-00001', 'unique constraint (W.K) violated on table W.T columns (ID), values (tok-1)'],
    ['ORA-12899', 'value too large for column "W"."T"."A" (actual: tok-1)'],
    ['ORA-20001', 'raised with tok-1'],
    ['ORA-01722', 'invalid number: value tok-1'],
  ] as const) {
    const error = oraError(code, words)
    translate(error)
    assert.doesNotMatch(`${error.message} ${error.stack}`, /tok-1/, code)
  }
})
