import type { z } from 'zod'
import type { Signed } from '../../domain/accounts/index.ts'
import type { Language } from '../../errors/index.ts'
import type { ResponseOf, RouteName, routes } from './contract.ts'

type Routes = typeof routes

/** Who calls, and how. */
export interface Requester {
  /** Absent: nobody is signed in; only routes for anyone are called then. */
  readonly signed?: Signed
  /** Where the request comes from, as failed sign-ins are counted by it. */
  readonly address: string
  readonly language: Language
}

/** A cookie of ours that holds a token. */
export interface TokenCookie {
  readonly token: string | undefined
  set(token: string): void
  clear(): void
}

type Parsed<N extends RouteName, P extends 'params' | 'query' | 'body'> = Routes[N] extends {
  [K in P]: infer S
}
  ? S extends z.ZodType
    ? z.output<S>
    : AsyncIterable<Uint8Array>
  : undefined

/** One request, checked against the route's schemas. */
export interface Call<N extends RouteName> {
  readonly params: Parsed<N, 'params'>
  readonly query: Parsed<N, 'query'>
  readonly body: Parsed<N, 'body'>
  readonly requester: Requester
  /** Of the session. */
  readonly cookie: TokenCookie
  /** Of a browser in which somebody signed in before; it outlives the session. */
  readonly browser: TokenCookie
}

/** Bytes that go out as a file. */
export interface Download {
  readonly fileName: string
  /** How many, where it is known. */
  readonly bytes?: number
  readonly chunks: AsyncIterable<Uint8Array>
}

/** Sends one event of a stream. */
export type SendEvent = (event: string, data: unknown) => void

/** A stream of events: begins to send, calls `end` after the last one, gives back its stop. */
export type EventSource = (send: SendEvent, end: () => void) => () => void

/** Times may still be dates, lists read-only: they become JSON, filtered by the route's schema. */
export type Said<T> = T extends string
  ? T | Date
  : T extends readonly (infer U)[]
    ? readonly Said<U>[]
    : T extends object
      ? { readonly [K in keyof T]: Said<T[K]> }
      : T

export type Answer<N extends RouteName> = Routes[N]['response'] extends 'bytes'
  ? Download
  : Routes[N]['response'] extends 'events'
    ? EventSource
    : Routes[N]['response'] extends 'nothing'
      ? undefined
      : Said<ResponseOf<N>>

/** Does what a route is for. Rules are elsewhere: a handler asks, and says what came of it. */
export type Handler<N extends RouteName> = (call: Call<N>) => Promise<Answer<N>>
export type Handlers<N extends RouteName = RouteName> = { readonly [K in N]: Handler<K> }
