import type { Exact } from './mutation.ts'

/** What a purge knows of its batches: its account, what is in doubt, what an ended call left. */
export const exactAccounts: Exact = {
  'a failed archive write is ignored, and the rows go': [
    'functions/purge/keep-batch.ts',
    '      account.rolledBack(file)\n      throw archived.reason\n',
    '',
  ],
  'a failed write of the account is ignored, and the rows go': [
    'functions/purge/keep-batch.ts',
    "    if (accounted.status === 'rejected') throw accounted.reason\n",
    '',
  ],
  'a batch that is not archived stays in doubt': [
    'functions/purge/keep-batch.ts',
    '      account.rolledBack(file)\n      throw archived.reason\n',
    '      throw archived.reason\n',
  ],
  'a batch goes before its file and its entry are confirmed': [
    'functions/purge/try-batch.ts',
    '  await kept.confirmed\n',
    '',
  ],
  'a batch that was kept goes although another call was here': [
    'functions/purge/try-batch.ts',
    'work.kept.session !== session ||',
    'work.kept.session > session ||',
  ],
  'a batch that was kept keeps its size when others come': [
    'functions/purge/try-batch.ts',
    ' || attempt.permit.share < 1)',
    ')',
  ],
  'the batch that was kept after one that stays goes before it': [
    'functions/purge/try-batch.ts',
    'if (locked instanceof Conflict) await letGo(work)',
    '',
  ],
  'a batch that was let go is not void': [
    'functions/purge/keep-batch.ts',
    '    work.account.rolledBack(kept.file)\n',
    '',
  ],
  'what was recorded ahead stays in doubt when a call ends': [
    'functions/purge/purge.ts',
    '      await letGo(work).catch(() => undefined)\n',
    '',
  ],
  'the batch that was recorded ahead is forgotten with the call': [
    'functions/purge/purge-account.ts',
    '[from?.doubt, from?.ahead].filter(',
    '[from?.doubt].filter(',
  ],
  'the batch that is recorded ahead is not told of': [
    'functions/purge/purge-account.ts',
    '      ...(ahead && { ahead }),\n',
    '',
  ],
  'the batch after one that was rolled back stays in doubt': [
    'functions/purge/purge-account.ts',
    'this.#doubts = this.#doubts.slice(0, at)',
    'this.#doubts = this.#doubts.filter((_, one) => one !== at)',
  ],
  'of two batches in doubt one is settled': [
    'functions/purge/settle-doubt.ts',
    'for (let { doubt } = account; doubt !== undefined; { doubt } = account)',
    'for (const { doubt } of account.doubt === undefined ? [] : [{ doubt: account.doubt }])',
  ],
  'the account is not kept before the first file': [
    'functions/purge/purge.ts',
    'await checkpoint(account.progress())',
    'if (from === null) await checkpoint(account.progress())',
  ],
  'what stays of a session is forgotten with the call': [
    'functions/purge/purge-account.ts',
    'this.staying = new Set(from?.staying)',
    'this.staying = new Set()',
  ],
  'what is pinned to a row that had to stay goes': [
    'functions/purge/try-batch.ts',
    'staying.size > 0 ? new Conflict(staying, true) : keepBatch(',
    'keepBatch(',
  ],
  'a batch in doubt is told by one row that is there': [
    'functions/purge/settle-doubt.ts',
    'const undone = same > 0 && same >= witnesses.length / 2',
    'const undone = same > 0',
  ],
  'a batch in doubt is told by its keys alone': [
    'functions/purge/settle-doubt.ts',
    'const same = witnesses.filter((one) => there.has(rowAsRead(one))).length',
    'const same = there.size',
  ],
  'a batch in doubt is told by every row that tells it': [
    'functions/purge/settle-doubt.ts',
    'const undone = same > 0 && same >= witnesses.length / 2',
    'const undone = same === witnesses.length',
  ],
  'a lost connection is taken for a batch that was rolled back': [
    'functions/purge/commit-batch.ts',
    "if (!(error instanceof DatabaseTrouble && error.kind === 'connection lost'))\n" +
      '      account.rolledBack()',
    'account.rolledBack()',
  ],
  'a batch in doubt is never settled': [
    'functions/purge/settle-doubt.ts',
    'for (let { doubt } = account; doubt !== undefined; { doubt } = account)',
    'for (let { doubt } = account; doubt === null; { doubt } = account)',
  ],
  'a batch in doubt is taken for rolled back': [
    'functions/purge/settle-doubt.ts',
    '  if (undone) account.rolledBack()\n  else account.committed()\n  return !undone',
    '  account.rolledBack()\n  return undone && false',
  ],
  'the account is not kept before a commit': [
    'functions/purge/purge-account.ts',
    '    await this.#keep(this.progress())\n',
    '',
  ],
  'a batch is counted twice': [
    'functions/purge/purge-account.ts',
    'for (const entry of gone) this.#add(entry)',
    'for (const entry of [...gone, ...gone]) this.#add(entry)',
  ],
  'hash sums are added as doubles': [
    'functions/purge/purge-account.ts',
    'hash: String(BigInt(sum.hash) + BigInt(hash)),',
    'hash: String(BigInt(Number(sum.hash) + Number(hash))),',
  ],
  'the file of a batch that went stays void': [
    'functions/purge/purge-account.ts',
    'if (at >= 0) this.#void.splice(at, 1)',
    'if (at < 0) this.#void.splice(at, 1)',
  ],
  'the number of a file is given twice': [
    'functions/purge/purge-account.ts',
    'return this.#files++\n  }',
    'return this.#files\n  }',
  ],
  'the file of a batch that was rolled back is not void': [
    'functions/purge/purge-account.ts',
    'if (!this.#void.includes(file)) this.#void.push(file)',
    'this.#void.splice(this.#void.indexOf(file), 1)',
  ],
  'the file of a call that was killed is not void': [
    'functions/purge/purge-account.ts',
    'if (from !== null) this.#void.push(this.#files++)',
    'if (from !== null) this.#files++',
  ],
  'a row that may not be left is left': [
    'functions/purge/commit-batch.ts',
    'if (leaving) return conflict',
    'if (leaving || !leaving) return conflict',
  ],
  'a row that was there again counts as come back': [
    'functions/purge/purge-account.ts',
    'out: sum.out + present + collided',
    'out: sum.out + collided',
  ],
  'the undo of a table is tried on where rows did not come back': [
    'functions/purge/purge-account.ts',
    'return rows > 0 && out === 0 &&',
    'return rows > 0 && out >= 0 &&',
  ],
}
