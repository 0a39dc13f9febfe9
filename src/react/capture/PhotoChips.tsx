import type { PhotoIssue } from '../../core/quality.ts'
import { Icon } from '../parts/icons/Icon.tsx'
import { alert, check } from '../parts/icons/more-icons.ts'
import { useWidget } from '../widget.tsx'

const checks = [
  ['sharp', ['blurry']],
  ['light', ['dark', 'bright']],
  ['noGlare', ['glare']],
  ['corners', ['no-document', 'cut-off', 'too-far', 'tilted', 'too-small']],
] as const satisfies readonly (readonly [string, readonly PhotoIssue[]])[]

/** What was looked for, one mark each. @param issues `null` while the look is under way */
export function PhotoChips({ issues }: { issues: readonly PhotoIssue[] | null }) {
  const { quality } = useWidget().messages
  // Of a picture without a document there is nothing else to say
  const shown = issues?.includes('no-document') ? checks.slice(-1) : checks
  return (
    <ul data-part="chips">
      {shown.map(([name, faults]) => {
        const fault = faults.find((one) => issues?.includes(one))
        const state = issues === null ? 'pending' : fault ? 'warn' : 'pass'
        return (
          <li data-part="chip" data-state={state} key={name}>
            {issues === null ? <span data-part="spinner" data-size="sm" aria-hidden="true" /> : <Icon path={fault ? alert : check} />}
            <span>{fault ? quality.short[fault] : quality[name]}</span>
          </li>
        )
      })}
    </ul>
  )
}
