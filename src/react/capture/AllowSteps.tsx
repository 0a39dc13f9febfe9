import { useState } from 'react'
import { fill } from '../../locales/messages.ts'
import { browserOf } from '../adapters.ts'
import { useWidget } from '../widget.tsx'

/** How to allow the camera in this browser; those of the others are one press away, as a browser may say it is another. */
export function AllowSteps() {
  const { allowCamera, tryAgain } = useWidget().messages
  const { browsers } = allowCamera
  const [hasOthers, setOthers] = useState(false)
  const mine = browserOf(navigator.userAgent)
  const others = (Object.keys(browsers) as (keyof typeof browsers)[]).filter((name) => name !== mine)
  return (
    <>
      {[mine, ...(hasOthers ? others : [])].map((name) => (
        <div data-part="section" key={name}>
          <p data-part="section-title">{fill(allowCamera.title, { browser: browsers[name].name })}</p>
          <ol data-part="steps">
            {[browsers[name].find, browsers[name].allow, fill(allowCamera.again, { button: tryAgain })].map((step) => (
              <li data-part="step" key={step}>
                <span>{step}</span>
              </li>
            ))}
          </ol>
          {name === mine && (
            <p>
              <button type="button" data-part="link" data-target="" aria-expanded={hasOthers} onClick={() => setOthers(!hasOthers)}>
                {allowCamera.other}
              </button>
            </p>
          )}
        </div>
      ))}
    </>
  )
}
