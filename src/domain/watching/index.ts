/**
 * The figures of a station for who watches it from outside: Prometheus, Zabbix, a script.
 *
 * @module
 */
export type { MetricFamily } from './metric.ts'
export { figuresOf } from './figures.ts'
