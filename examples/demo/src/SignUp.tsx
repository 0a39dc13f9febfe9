import { createHost, IdentityVerification, type Outcome, type VerificationEvent } from 'idstep'
import { Brand } from './Brand.tsx'
import type { Words } from './words.ts'

// Our own server answers, and asks the vendor with the key that never comes here.
const host = createHost({ baseUrl: '/api/kyc' })

// Whose draft it is: the server writes it into the page
const customer = document.querySelector<HTMLMetaElement>('meta[name="customer"]')?.content || undefined

/** idstep in the bank's page: this is all that a host writes. */
export function SignUp({ words, onComplete, onEvent, onCancel, onClose }: {
  words: Words
  onComplete: (outcome: Outcome) => void
  onEvent: (event: VerificationEvent) => void
  onCancel: () => void
  onClose: () => void
}) {
  return (
    <IdentityVerification
      {...host}
      minimumAge={18}
      draftKey={customer}
      messages={words.widget}
      brand={<Brand />}
      privacyUrl="/privacy.html"
      onComplete={onComplete}
      onEvent={onEvent}
      onCancel={onCancel}
      onClose={onClose}
    />
  )
}
