import { useState } from 'react'
import { fill } from '../../locales/messages.ts'
import { browserOf } from '../adapters.ts'
import { useWidget } from '../widget.tsx'

/**
 * How to allow the camera in this browser; those of the others are one press away, as a browser may say it is another.
 * @param button what the button is called here that tries the camera again
 */
export function AllowSteps({ button }: { button: string }) {
  const { allowCamera } = useWidget().messages
  const { browsers } = allowCamera
  const [hasOthers, setOthers] = useState(false)
  const mine = browserOf(navigator.userAgent)
  const others = (Object.keys(browsers) as (keyof typeof browsers)[]).filter((name) => name !== mine)
  return (
    <>
      {[mine, ...(hasOthers ? others : [])].map((name) => (
        <div data-part="section" key={name}>
          <div data-part="section-head">
            <p data-part="section-title">{fill(allowCamera.title, { browser: browsers[name].name })}</p>
            {!hasOthers && (
              <button type="button" data-part="link" data-target="" onClick={() => setOthers(true)}>
                {allowCamera.other}
              </button>
            )}
          </div>
          <ol data-part="steps">
            {[browsers[name].find, browsers[name].allow, fill(allowCamera.again, { button })].map((step) => (
              <li data-part="step" key={step}>
                <span>{step}</span>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </>
  )
}
