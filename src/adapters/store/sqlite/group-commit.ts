import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Database, Statement } from 'better-sqlite3'
import { HikyakuError } from '../../../errors/index.ts'
import type { Tables } from '../../../domain/exchange/index.ts'
import { busyMilliseconds, isBusy, sqliteFailure } from './database.ts'

/** Works of one transaction; more wait for the next. */
const mostWorks = 256
/** Longest pause before another process's write lock is asked for again. */
const longestPause = 20

interface Job {
  readonly work: (tables: Tables) => Promise<unknown>
  /** The same as plain data: it may be run again after all was rolled back. */
  readonly command?: () => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/**
 * Runs works in groups: one transaction, one fsync, many waiting answers.
 *
 * Each work has a savepoint of its own, so one that fails rolls back alone; a
 * COMMIT that fails fails them all. Nobody is answered before the COMMIT. A group of
 * nothing but commands needs no savepoints: if one fails, all are rolled back and each is
 * run in a transaction of its own.
 */
export class GroupCommit {
  readonly #path: string
  readonly #database: Database
  readonly #tables: Tables
  readonly #statements: Readonly<Record<StatementName, Statement>>
  readonly #patience: number
  readonly #inside = new AsyncLocalStorage<{ running: boolean }>()
  #waiting: Job[] = []
  #running: Promise<void> | undefined
  #closed = false

  /** @param patience milliseconds to wait for another process's transaction */
  constructor(database: Database, path: string, tables: Tables, patience = busyMilliseconds) {
    this.#patience = patience
    this.#path = path
    this.#database = database
    this.#tables = tables
    // SQLite would sleep for the lock with the whole process; #begin waits beside it.
    database.pragma('busy_timeout = 0')
    this.#statements = {
      begin: database.prepare('BEGIN IMMEDIATE'),
      commit: database.prepare('COMMIT'),
      rollback: database.prepare('ROLLBACK'),
      save: database.prepare('SAVEPOINT work'),
      release: database.prepare('RELEASE work'),
      undo: database.prepare('ROLLBACK TO work'),
    }
  }

  run<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
    return this.#take({ work })
  }

  /** @param command writes what it was given and decides by nothing else; it may run twice */
  runCommand<T>(command: () => T): Promise<T> {
    return this.#take<T>({ command, work: () => Promise.resolve().then(command) })
  }

  #take<T>(job: Pick<Job, 'work' | 'command'>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#closed)
        throw new HikyakuError('database-failed', {
          detail: 'it is closed',
          detailJa: '閉じられています',
        })
      if (this.#inside.getStore()?.running === true) {
        // It would wait for the group it is part of, for ever.
        throw new HikyakuError('defect', { detail: 'a commit inside of a commit' })
      }
      this.#waiting.push({ ...job, resolve: resolve as Job['resolve'], reject })
      this.#running ??= this.#runAll()
    })
  }

  /** Takes no more works, and resolves when those that wait are answered. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#running
  }

  async #runAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      // What is ready in this turn of the loop joins the group: fewer fsyncs for all.
      await setImmediate()
      await this.#runGroup()
    }
    this.#running = undefined
  }

  async #runGroup(): Promise<void> {
    const answers: (() => void)[] = []
    let jobs: readonly Job[] = []
    try {
      await this.#begin()
      jobs = this.#waiting.splice(0, mostWorks)
      if (jobs.every(isCommand)) answers.push(...jobs.map(runPlain))
      else for (const job of jobs) answers.push(await this.#runOne(job))
      this.#statements.commit.run()
    } catch (error) {
      this.#abandon()
      if (error instanceof CommandFailure && jobs.length > 1) {
        for (const job of jobs) await this.#runAlone(job)
        return
      }
      const failure = sqliteFailure(causeOf(error), this.#path)
      // None were taken up if the transaction could not begin.
      if (jobs.length === 0) jobs = this.#waiting.splice(0, mostWorks)
      for (const job of jobs) job.reject(failure)
      return
    }
    for (const answer of answers) answer()
  }

  async #runAlone(job: Job): Promise<void> {
    try {
      await this.#begin()
      const answer = await this.#runOne(job)
      this.#statements.commit.run()
      answer()
    } catch (error) {
      this.#abandon()
      job.reject(sqliteFailure(error, this.#path))
    }
  }

  /** Waits for another process's transaction while this one goes on with other things. */
  async #begin(): Promise<void> {
    for (let pause = 1, waited = 0; ; waited += pause) {
      try {
        this.#statements.begin.run()
        return
      } catch (error) {
        if (!isBusy(error) || waited >= this.#patience) throw error
      }
      await setTimeout(pause)
      pause = Math.min(longestPause, pause * 2)
    }
  }

  /** Gives the answer to be sent after the commit. */
  async #runOne({ work, resolve, reject }: Job): Promise<() => void> {
    this.#statements.save.run()
    const inside = { running: true }
    try {
      const value = await this.#inside.run(inside, () => work(this.#tables))
      this.#refuseIfEnded()
      this.#statements.release.run()
      return () => {
        resolve(value)
      }
    } catch (error) {
      // Some failures, such as a full disk, roll back the transaction of all.
      if (!this.#database.inTransaction) throw error
      this.#statements.undo.run()
      this.#statements.release.run()
      return () => {
        reject(error)
      }
    } finally {
      inside.running = false
    }
  }

  /** A work may have caught the failure that rolled everything back. */
  #refuseIfEnded(): void {
    if (this.#database.inTransaction) return
    throw new HikyakuError('database-failed', {
      detail: 'a failed write ended the transaction',
      detailJa: '書き込みの失敗によりトランザクションが終了しました',
    })
  }

  #abandon(): void {
    try {
      if (this.#database.inTransaction) this.#statements.rollback.run()
    } catch {
      // The failure that brought us here has rolled back already.
    }
  }
}

/** One of many commands failed, before anything was committed. */
class CommandFailure extends Error {}

function causeOf(error: unknown): unknown {
  return error instanceof CommandFailure ? error.cause : error
}

function isCommand({ command }: Job): boolean {
  return command !== undefined
}

/** Gives the answer to be sent after the commit. */
function runPlain({ command, resolve }: Job): () => void {
  try {
    const value = command?.()
    return () => {
      resolve(value)
    }
  } catch (cause) {
    throw new CommandFailure('a command failed', { cause })
  }
}

type StatementName = 'begin' | 'commit' | 'rollback' | 'save' | 'release' | 'undo'
