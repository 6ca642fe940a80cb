import { setImmediate } from 'node:timers/promises'
import type { Database, Statement } from 'better-sqlite3'
import type { Tables } from '../../exchange/index.ts'
import { sqliteFailure } from './database.ts'

/** Works of one transaction; more wait for the next. */
const mostWorks = 256

interface Job {
  readonly work: (tables: Tables) => Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/**
 * Runs works in groups: one transaction, one fsync, many waiting answers.
 *
 * Each work has a savepoint of its own, so one that fails rolls back alone; a
 * COMMIT that fails fails them all. Nobody is answered before the COMMIT.
 */
export class GroupCommit {
  readonly #path: string
  readonly #tables: Tables
  readonly #statements: Readonly<Record<StatementName, Statement>>
  #waiting: Job[] = []
  #running = false

  constructor(database: Database, path: string, tables: Tables) {
    this.#path = path
    this.#tables = tables
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
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as Job['resolve'], reject })
      if (!this.#running) void this.#runAll()
    })
  }

  async #runAll(): Promise<void> {
    this.#running = true
    while (this.#waiting.length > 0) {
      // What is ready in this turn of the loop joins the group: fewer fsyncs for all.
      await setImmediate()
      await this.#runGroup(this.#waiting.splice(0, mostWorks))
    }
    this.#running = false
  }

  async #runGroup(jobs: readonly Job[]): Promise<void> {
    const done: (() => void)[] = []
    try {
      this.#statements.begin.run()
      for (const job of jobs) done.push(await this.#runOne(job))
      this.#statements.commit.run()
    } catch (error) {
      this.#abandon()
      const failure = sqliteFailure(error, this.#path)
      for (const job of jobs) job.reject(failure)
      return
    }
    for (const answer of done) answer()
  }

  /** Gives the answer to be sent after the commit. */
  async #runOne({ work, resolve, reject }: Job): Promise<() => void> {
    this.#statements.save.run()
    try {
      const value = await work(this.#tables)
      this.#statements.release.run()
      return () => {
        resolve(value)
      }
    } catch (error) {
      this.#statements.undo.run()
      this.#statements.release.run()
      return () => {
        reject(error)
      }
    }
  }

  #abandon(): void {
    try {
      this.#statements.rollback.run()
    } catch {
      // The failure that brought us here has rolled back already.
    }
  }
}

type StatementName = 'begin' | 'commit' | 'rollback' | 'save' | 'release' | 'undo'
