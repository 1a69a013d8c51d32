import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sqlserver } from '../../../functions/engines/sqlserver/sqlserver.ts'

/** As the schema "Showplan XML" has it; written for this test, not told by a server. */
const xml = (operators: string) =>
  '<ShowPlanXML xmlns="http://schemas.microsoft.com/sqlserver/2004/07/showplan" Version="1.5">' +
  `<BatchSequence><Batch><Statements><StmtSimple><QueryPlan>${operators}</QueryPlan></StmtSimple>` +
  '</Statements></Batch></BatchSequence></ShowPlanXML>'
const object = (alias: string, index: string) =>
  `<Object Database="[port]" Schema="[dbo]" Table="[T]" Index="[${index}]" Alias="[${alias}]"/>`
const seek = (alias: string, told: string, ranges: string) =>
  `<RelOp NodeId="1" PhysicalOp="${told}" EstimateRows="2.4"><IndexScan Ordered="1">` +
  `${object(alias, 'PK_T')}<SeekPredicates>${ranges}</SeekPredicates></IndexScan></RelOp>`

const read = (operators: string) =>
  sqlserver.server.plan({ text: 'SELECT 1', values: [] }).read([{ plan: xml(operators) }])

test('a plan is read by its operators: look-ups, ranges and scans', () => {
  const loops =
    '<RelOp NodeId="0" PhysicalOp="Nested Loops" EstimateRows="2"><NestedLoops>' +
    seek('t0', 'Clustered Index Seek', '<Prefix ScanType="EQ"><RangeColumns/></Prefix>') +
    seek('j0', 'Index Seek', '<StartRange ScanType="GT"><RangeColumns/></StartRange>') +
    '<RelOp NodeId="4" PhysicalOp="Clustered Index Scan" EstimateRows="900"><IndexScan>' +
    `${object('t1', 'PK_U')}</IndexScan></RelOp></NestedLoops></RelOp>`
  assert.deepEqual(
    read(loops).map(({ table, access, index, rows, told }) => [table, access, index, rows, told]),
    [
      ['t0', 'lookup', 'PK_T', 2, 'Clustered Index Seek'],
      ['j0', 'range', 'PK_T', 2, 'Index Seek'],
      ['t1', 'scan', 'PK_U', null, 'Clustered Index Scan'],
    ],
  )
})

test('a statement is planned in a batch of its own, with its values declared', () => {
  const { text, values } = sqlserver.server.plan({ text: 'SELECT @p1', values: ['1'] })
  assert.equal(
    text,
    'SET SHOWPLAN_XML ON\nGO\nDECLARE @p1 NVARCHAR(4000); SELECT @p1\nGO\nSET SHOWPLAN_XML OFF',
  )
  assert.deepEqual(values, [])
})
