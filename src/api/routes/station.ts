import { z } from 'zod'
import type { Route } from '../route.ts'
import { name } from '../schemas/common.ts'
import { overview } from '../schemas/overview.ts'
import * as session from '../schemas/session.ts'
import { settings } from '../schemas/settings.ts'
import * as users from '../schemas/users.ts'

const byName = z.object({ name })

export const sessionRoutes = {
  'session.show': {
    method: 'GET',
    path: '/session',
    role: 'anyone',
    summary: 'Who is signed in, and whether the first administrator is still to be made',
    response: session.sessionState,
  },
  'session.login': {
    method: 'POST',
    path: '/session',
    role: 'anyone',
    summary: 'Sign in; sets the session cookie',
    body: session.login,
    response: session.sessionState,
  },
  'session.logout': {
    method: 'DELETE',
    path: '/session',
    role: 'anyone',
    summary: 'Sign out',
    response: 'nothing',
  },
  'session.password': {
    method: 'PUT',
    path: '/session/password',
    role: 'viewer',
    summary: 'Change the own password; ends all other sessions of the user',
    body: session.passwordChange,
    response: session.sessionState,
  },
  'session.set-up': {
    method: 'POST',
    path: '/set-up',
    role: 'anyone',
    summary: 'Make the first administrator, with the one-time code that start prints',
    body: session.setUp,
    response: session.sessionState,
  },
} as const satisfies Record<string, Route>

export const stationRoutes = {
  'overview.show': {
    method: 'GET',
    path: '/overview',
    role: 'viewer',
    summary: 'Today at a glance',
    response: overview,
  },
  'settings.show': {
    method: 'GET',
    path: '/settings',
    role: 'admin',
    summary: 'Show the settings of the station',
    response: settings,
  },
  'settings.change': {
    method: 'PUT',
    path: '/settings',
    role: 'admin',
    summary: 'Replace the settings; they take effect at the next start',
    body: settings,
    response: settings,
  },
  'users.list': {
    method: 'GET',
    path: '/users',
    role: 'admin',
    summary: 'List the users of the console',
    response: users.userList,
  },
  'users.add': {
    method: 'POST',
    path: '/users',
    role: 'admin',
    summary: 'Add a user',
    body: users.newUser,
    response: users.user,
    status: 201,
  },
  'users.change': {
    method: 'PUT',
    path: '/users/:name',
    role: 'admin',
    summary: 'Change the role or the password of a user',
    params: byName,
    body: users.userChange,
    response: users.user,
  },
  'users.remove': {
    method: 'DELETE',
    path: '/users/:name',
    role: 'admin',
    summary: 'Remove a user; the last administrator stays',
    params: byName,
    response: 'nothing',
  },
} as const satisfies Record<string, Route>
