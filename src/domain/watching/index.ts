/**
 * The figures of a station for who watches it from outside: Prometheus, Zabbix, a script.
 *
 * @module
 */
export type { MetricFamily, MetricSample } from './metric.ts'
export { figuresOf, type WatchContext } from './figures.ts'
