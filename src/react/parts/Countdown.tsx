import { useEffect, useState } from 'react'
import { useAdapters } from '../adapters.ts'
import { fill, plural } from '../../locales/messages.ts'
import { useWidget } from '../widget.tsx'
import { clock as clockIcon } from './icons/more-icons.ts'
import { Notice } from './Notice.tsx'

const shownForSeconds = 180

/** The time left to send, shown when under three minutes remain; a screen reader hears of it at 3, 2 and 1 minutes. */
export function Countdown({ untilMs }: { untilMs: number }) {
  const { clock } = useAdapters()
  const { progress, locale } = useWidget().messages
  const [nowMs, setNowMs] = useState(clock.now)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(clock.now()), 1_000)
    return () => clearInterval(timer)
  }, [clock])
  const seconds = Math.max(0, Math.ceil((untilMs - nowMs) / 1_000))
  const isShown = seconds <= shownForSeconds
  const minutes = Math.ceil(seconds / 60)
  const time = [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, '0')).join(':')
  return (
    <>
      {isShown && <Notice tone="info" icon={clockIcon} text={fill(progress.timeLeft, { time })} />}
      <p data-part="hidden" role="status">
        {isShown && minutes > 0 ? plural(progress.minutesLeft, minutes, locale) : ''}
      </p>
    </>
  )
}
