import { Gauge, Registry } from 'prom-client'

import type { MetricFamily } from '../../domain/watching/index.ts'

/** What Prometheus reads: the text, and how it is declared. */
interface MetricsPage {
  readonly contentType: string
  readonly text: string
}

/** Writes figures of this moment; nothing is kept from one reading to the next. */
export async function renderMetrics(families: readonly MetricFamily[]): Promise<MetricsPage> {
  const registry = new Registry()
  for (const { name, help, labels, samples } of families) {
    const gauge = new Gauge({ name, help, labelNames: [...labels], registers: [registry] })
    for (const { of, value } of samples) gauge.set({ ...of }, value)
  }
  return { contentType: registry.contentType, text: await registry.metrics() }
}
