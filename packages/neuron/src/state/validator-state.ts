import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Answer, Timing } from '@subnetkit/protocol/client'
import Database from 'libsql'
import { neuronErrors } from '../errors.ts'
import { decode, encode } from './encode.ts'
import { lockFile } from './lock-file.ts'
import { schema, schemaVersion } from './schema.ts'

/** What is kept of one exchange, with the verdict once `verify` has seen it. */
export interface ExchangeRecord {
  readonly id: string
  readonly epoch: number
  readonly source: 'synthetic' | 'organic'
  readonly uid: number
  readonly hotkey: string
  readonly registeredAt: number
  readonly route: string
  readonly request: unknown
  readonly outcome: Answer['outcome']
  readonly timing: Timing
}

/** `finding`: evidence. `none`: the answer shows nothing, a failure. `fault`: ours, counts for nobody. */
export type Verdict =
  | { readonly verdict: 'finding'; readonly finding: unknown }
  | { readonly verdict: 'none' | 'fault' }

/** What is kept of a round. */
export interface RoundRecord {
  readonly epoch: number
  readonly lastEpochBlock: number
  readonly status: 'asking' | 'scored' | 'settled'
  readonly reason: string | null
}

/** What is kept of a hotkey that has a score. */
export interface ScoreRecord {
  readonly hotkey: string
  readonly registeredAt: number
  readonly score: number
  readonly rounds: number
}

/** The record of one weight submission: what went in, what was sent, what the chain said. */
export interface ReceiptRecord {
  readonly epoch: number
  readonly atMs: number
  /** The newest block when it was sent. */
  readonly block: number
  /** The scores by uid and hotkey that the weights were made from. */
  readonly inputs: readonly { readonly uid: number; readonly hotkey: string; readonly score: number }[]
  readonly uids: readonly number[]
  readonly weights: readonly number[]
  readonly outcome:
    | { readonly accepted: true; readonly hash: string }
    | { readonly accepted: false; readonly code: string; readonly message: string }
}

/** A validator's memory: one SQLite file with one writer, complete after any kill. */
export interface ValidatorState {
  meta(key: string): string | undefined
  setMeta(key: string, value: string): void
  round(epoch: number): RoundRecord | undefined
  openRound(round: { epoch: number; lastEpochBlock: number; atMs: number }): void
  saveExchange(exchange: ExchangeRecord): void
  saveVerdict(exchangeId: string, verdict: Verdict): void
  exchanges(epoch: number): (ExchangeRecord & { readonly verdict: Verdict | undefined })[]
  scores(): ScoreRecord[]
  /** Replaces all scores and marks the round scored, in one transaction: a round never counts twice. */
  keepScores(epoch: number, scores: readonly ScoreRecord[]): void
  saveReceipt(receipt: ReceiptRecord): void
  receipts(limit?: number): ReceiptRecord[]
  settleRound(epoch: number, reason: string): void
  /** Forgets everything but meta. */
  clear(): void
  /** Forgets exchanges, findings, rounds and receipts of epochs before `epoch`. */
  prune(epoch: number): void
  close(): void
}

interface Row {
  readonly [column: string]: string | number | null
}

/**
 * Opens (or makes) a validator's state file, readable by its owner only: it holds the secret challenge key.
 *
 * @param owner whom the file must belong to, for example `genesis/netuid/hotkey`
 * @throws STATE_LOCKED, STATE_MISMATCH, STATE_TOO_NEW, STATE_UNREADABLE
 */
export function openValidatorState(path: string, owner: string): ValidatorState {
  const unlock = lockFile(path)
  let db: Database.Database
  try {
    db = openDatabase(path)
  } catch (error) {
    unlock()
    throw error
  }
  const all = (sql: string, ...values: unknown[]) => db.prepare(sql).all(...values) as Row[]
  const run = (sql: string, ...values: unknown[]): void => {
    db.prepare(sql).run(...values)
  }
  const meta = (key: string): string | undefined =>
    all('select value from meta where key = ?', key)[0]?.value?.toString()
  const setMeta = (key: string, value: string): void =>
    run('insert into meta values (?, ?) on conflict (key) do update set value = excluded.value', key, value)

  const found = meta('owner')
  if (found !== undefined && found !== owner) {
    db.close()
    unlock()
    throw neuronErrors.STATE_MISMATCH({ path, found, expected: owner })
  }
  if (found === undefined) setMeta('owner', owner)

  return {
    meta,
    setMeta,
    round(epoch) {
      const row = all('select * from rounds where epoch = ?', epoch)[0]
      if (!row) return undefined
      return {
        epoch,
        lastEpochBlock: Number(row.last_epoch_block),
        status: row.status as RoundRecord['status'],
        reason: row.reason === null ? null : String(row.reason),
      }
    },
    openRound: ({ epoch, lastEpochBlock, atMs }) =>
      run(
        "insert into rounds values (?, ?, 'asking', null, ?) on conflict (epoch) do nothing",
        epoch,
        lastEpochBlock,
        Math.round(atMs),
      ),
    saveExchange: (exchange) =>
      run(
        'insert or replace into exchanges values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        exchange.id,
        exchange.epoch,
        exchange.source,
        exchange.uid,
        exchange.hotkey,
        exchange.registeredAt,
        exchange.route,
        encode(exchange.request),
        encode(exchange.outcome),
        encode(exchange.timing),
      ),
    saveVerdict: (id, verdict) =>
      run(
        'insert or replace into findings values (?, ?, ?)',
        id,
        verdict.verdict,
        verdict.verdict === 'finding' ? encode(verdict.finding) : null,
      ),
    exchanges: (epoch) =>
      all(
        'select e.*, f.verdict, f.finding from exchanges e left join findings f on f.exchange_id = e.id where epoch = ? order by e.rowid',
        epoch,
      ).map(exchangeOf),
    scores: () =>
      all('select * from scores').map((row) => ({
        hotkey: String(row.hotkey),
        registeredAt: Number(row.registered_at),
        score: Number(row.score),
        rounds: Number(row.rounds),
      })),
    keepScores(epoch, scores) {
      db.transaction(() => {
        run('delete from scores')
        for (const { hotkey, registeredAt, score, rounds } of scores) {
          run('insert into scores values (?, ?, ?, ?)', hotkey, registeredAt, score, rounds)
        }
        run("update rounds set status = 'scored' where epoch = ?", epoch)
      })()
    },
    saveReceipt: (receipt) =>
      run(
        'insert into receipts (epoch, at_ms, block, inputs, uids, weights, outcome) values (?, ?, ?, ?, ?, ?, ?)',
        receipt.epoch,
        Math.round(receipt.atMs),
        receipt.block,
        encode(receipt.inputs),
        encode(receipt.uids),
        encode(receipt.weights),
        encode(receipt.outcome),
      ),
    receipts: (limit = 100) => all('select * from receipts order by id desc limit ?', limit).map(receiptOf),
    settleRound: (epoch, reason) =>
      run("update rounds set status = 'settled', reason = ? where epoch = ?", reason, epoch),
    clear() {
      db.transaction(() => {
        for (const table of ['findings', 'exchanges', 'rounds', 'scores', 'receipts'])
          run(`delete from ${table}`)
      })()
    },
    prune(epoch) {
      db.transaction(() => {
        run('delete from findings where exchange_id in (select id from exchanges where epoch < ?)', epoch)
        for (const table of ['exchanges', 'rounds', 'receipts'])
          run(`delete from ${table} where epoch < ?`, epoch)
      })()
    },
    close() {
      db.close()
      unlock()
    },
  }
}

function openDatabase(path: string): Database.Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
  const db = new Database(path)
  try {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    const version = Number((db.prepare('pragma user_version').all() as Row[])[0]?.user_version ?? 0)
    if (version > schemaVersion) {
      throw neuronErrors.STATE_TOO_NEW({ path, found: version, known: schemaVersion })
    }
    if (version === 0) {
      db.transaction(() => {
        db.exec(schema)
        db.exec(`pragma user_version = ${schemaVersion}`)
      })()
    }
    return db
  } catch (error) {
    db.close()
    if (!(error as { code?: string }).code?.startsWith('SQLITE')) throw error
    throw neuronErrors.STATE_UNREADABLE({ path, reason: (error as Error).message }, { cause: error })
  }
}

const exchangeOf = (row: Row): ExchangeRecord & { readonly verdict: Verdict | undefined } => ({
  id: String(row.id),
  epoch: Number(row.epoch),
  source: row.source as ExchangeRecord['source'],
  uid: Number(row.uid),
  hotkey: String(row.hotkey),
  registeredAt: Number(row.registered_at),
  route: String(row.route),
  request: decode(String(row.request)),
  outcome: decode(String(row.outcome)) as ExchangeRecord['outcome'],
  timing: decode(String(row.timing)) as ExchangeRecord['timing'],
  verdict:
    row.verdict === null
      ? undefined
      : row.verdict === 'finding'
        ? { verdict: 'finding', finding: decode(String(row.finding)) }
        : { verdict: row.verdict as 'none' | 'fault' },
})

const receiptOf = (row: Row): ReceiptRecord => ({
  epoch: Number(row.epoch),
  atMs: Number(row.at_ms),
  block: Number(row.block),
  inputs: decode(String(row.inputs)) as ReceiptRecord['inputs'],
  uids: decode(String(row.uids)) as number[],
  weights: decode(String(row.weights)) as number[],
  outcome: decode(String(row.outcome)) as ReceiptRecord['outcome'],
})
