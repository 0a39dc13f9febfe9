import type { Ref } from 'react'
import type { DocumentShape } from '../../core/quality.ts'

interface GuideProps {
  shape: DocumentShape
  state: CameraMood
  ref: Ref<HTMLDivElement>
}

/** How the picture stands: nothing seen, something to change, about to be taken. */
export type CameraMood = 'starting' | 'searching' | 'adjust' | 'steady'

/** The outline that the document is to fill: ID-1 (85.6 × 54 mm) or the page of a passport (125 × 88 mm). */
export function Guide({ shape, state, ref }: GuideProps) {
  return (
    <div data-part="guide" data-shape={shape} data-state={state} ref={ref}>
      <svg data-part="guide-corners" viewBox="0 0 856 540" preserveAspectRatio="none" aria-hidden="true">
        <rect data-part="guide-edge" x="0" y="0" width="856" height="540" rx="32" vectorEffect="non-scaling-stroke" />
        <path
          vectorEffect="non-scaling-stroke"
          d="M0 110V32A32 32 0 0 1 32 0H110M746 0H824A32 32 0 0 1 856 32V110M856 430V508A32 32 0 0 1 824 540H746M110 540H32A32 32 0 0 1 0 508V430"
        />
      </svg>
    </div>
  )
}
