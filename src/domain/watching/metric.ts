/** One figure, by what it is of. */
export interface MetricSample {
  readonly of: Readonly<Record<string, string>>
  readonly value: number
}

/** Figures of one kind, as watchers know them: a name, what it says, and the labels. */
export interface MetricFamily {
  readonly name: string
  readonly help: string
  readonly labels: readonly string[]
  readonly samples: readonly MetricSample[]
}
