import type { FoundDraft } from '../../core/draft.ts'
import { fill } from '../../locales/messages.ts'
import { useAdapters } from '../adapters.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/icons/Icon.tsx'
import { lock } from '../parts/icons/icons.ts'
import { clock as clockIcon } from '../parts/icons/more-icons.ts'
import { Notice } from '../parts/Notice.tsx'
import { ResultScreen } from '../parts/ResultScreen.tsx'
import { useWidget } from '../widget.tsx'

/** Something was kept of an earlier page: go on, or start afresh? Whoever sits there now reads nothing about the person. */
export function ResumeStep({ draft }: { draft: FoundDraft }) {
  const { messages, verification, shown } = useWidget()
  const { resume } = messages
  const { clock } = useAdapters()
  // The first screen takes no focus, but this one stands in the way of it
  shown.key ??= ''
  const { stage, hasPhotos, savedAtMs } = draft
  const isSent = stage === 'starting' || stage === 'checking'
  const lead = isSent ? resume.sent : stage !== 'editing' ? resume.sending : hasPhotos ? resume.photos : resume.answers
  return (
    <ResultScreen
      kind="delayed"
      name="resume"
      icon={<Icon path={clockIcon} />}
      title={resume.title}
      lead={fill(lead, { ago: timeAgo(clock.now() - savedAtMs, messages.locale) })}
      actions={
        <>
          <Button onClick={verification.resumeDraft}>{messages.continue}</Button>
          <Button variant="secondary" onClick={verification.discardDraft}>
            {resume.afresh}
          </Button>
        </>
      }
    >
      <Notice tone="neutral" icon={lock} text={resume.private} />
    </ResultScreen>
  )
}

const minuteMs = 60_000

/** Whole minutes, from an hour on hours, and from two days on days; never "now". */
function timeAgo(agoMs: number, locale: string): string {
  const minutes = Math.max(1, Math.floor(agoMs / minuteMs))
  const format = new Intl.RelativeTimeFormat(locale)
  if (minutes < 60) return format.format(-minutes, 'minute')
  return minutes < 2880 ? format.format(-Math.floor(minutes / 60), 'hour') : format.format(-Math.floor(minutes / 1440), 'day')
}
