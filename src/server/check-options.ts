import { isSecureUploadUrl as isSecureUrl } from '../core/contract/expiry.ts'
import type { Limit, Limits } from './guards/limits.ts'
import type { HandlerOptions } from './options.ts'

/**
 * Finds what is missing before the first person does.
 * @throws Error that says what to do and holds no part of the key
 */
export function checkOptions(
  options: Partial<HandlerOptions> | undefined,
): asserts options is HandlerOptions & { apiKey: string } {
  const { apiKey, authorize, baseUrl, allowedOrigins = [], limits = {} } = options ?? {}
  if (typeof apiKey !== 'string' || apiKey === '') {
    throw new Error(
      'idstep: createHandler needs apiKey, for the vendor refuses calls without it. ' +
        'Pass { apiKey: process.env.NOTUS_API_KEY } and check that the variable is set.',
    )
  }
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new Error(
      'idstep: apiKey holds a space, a line break or another character that no header can carry. ' +
        'Check how it is stored, for example for a line break at its end.',
    )
  }
  if (typeof authorize !== 'function') {
    throw new Error(
      'idstep: createHandler needs authorize, for without it anyone could create sessions on your account. ' +
        'Pass { authorize: (request) => ({ userId }) }, and return null from it where nobody is signed in.',
    )
  }
  if (baseUrl !== undefined && !isSecureUrl(baseUrl)) {
    throw new Error(
      'idstep: baseUrl is no https address, and anything else would show the key and the person to the network. ' +
        "Pass the vendor's, for example https://api.notus.team/api/v1; http is for localhost only.",
    )
  }  for (const origin of allowedOrigins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin || !/^https?:/.test(origin)) {
      throw new Error(
        'idstep: allowedOrigins holds what is no origin, and it would never match. ' +
          "Write each as a browser does: scheme, host and port only, for example 'https://app.bank.example'.",
      )
    }
  }
  if (limits !== false && !limitsOf(limits).every(isLimit)) {
    throw new Error(
      'idstep: limits holds a limit without whole points or positive perSeconds, and it would let nobody in or everybody. ' +
        'Write for example { perUser: { create: { points: 5, perSeconds: 3600 } } }, or false for none.',
    )
  }
}

function limitsOf({ perUser, perAddress }: Limits): Limit[] {
  const all = [perUser, perAddress].flatMap((routes) => (routes ? Object.values(routes) : []))
  return all.filter((limit) => limit !== false && limit !== undefined)
}

function isLimit({ points, perSeconds }: Limit): boolean {
  return Number.isSafeInteger(points) && points > 0 && Number.isFinite(perSeconds) && perSeconds > 0
}
