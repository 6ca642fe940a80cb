import { spawnSync } from 'node:child_process'

/**
 * Programs that run another in a PID namespace of its own, as a second container has. What is
 * killed from outside takes what it runs along.
 */
const ways = [
  ['unshare', '-p', '-f', '--kill-child', '--mount-proc'],
  ['unshare', '-r', '-p', '-f', '--kill-child', '--mount-proc'],
]

/** The first that works here, before the program itself; empty: this machine allows none. */
export const pidNamespace: readonly string[] =
  ways.find(([program = '', ...args]) => spawnSync(program, [...args, 'true']).status === 0) ?? []

/** The same with a host name of its own. */
export const otherHost: readonly string[] = [
  ...pidNamespace.slice(0, 1),
  '-u',
  ...pidNamespace.slice(1),
]
