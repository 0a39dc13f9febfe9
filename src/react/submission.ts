import { MutationObserver, QueryClient } from '@tanstack/react-query'
import { advance } from '../core/flow/advance.ts'
import { individualKind } from '../core/individual-kind.ts'
import type { Line } from '../core/flow/line.ts'
import type { FormOptions } from '../core/form/values.ts'

// Our own client: the host may have none, or another version. One for all widgets, as it holds no answers.
let client: QueryClient | undefined

/** Runs the line of one verification as one mutation, as far as it can go. Loaded when something is submitted. */
export async function runLine(line: Omit<Line, 'kind'>, options: FormOptions, signal: AbortSignal): Promise<void> {
  client ??= new QueryClient()
  const mutation = new MutationObserver(client, {
    mutationFn: () => advance({ ...line, kind: individualKind(options) }, signal),
    // The line knows by itself what may be repeated, and shows a lost network in words
    retry: false,
    networkMode: 'always',
    gcTime: 0,
  })
  await mutation.mutate()
}
