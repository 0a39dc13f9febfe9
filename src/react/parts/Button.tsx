import type { ReactNode } from 'react'
import { Icon } from './icons/Icon.tsx'

interface ButtonProps {
  variant?: 'primary' | 'secondary' | 'ghost'
  size?: 'sm'
  /** Path of an icon before the text. */
  icon?: string
  isBusy?: boolean
  onClick(): void
  children: ReactNode
}

/** An action. A busy one stays where it is and does nothing when pressed. */
export function Button({ variant = 'primary', size, icon, isBusy, onClick, children }: ButtonProps) {
  return (
    <button
      type="button"
      data-part="button"
      data-variant={variant}
      data-size={size}
      data-state={isBusy ? 'busy' : undefined}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? undefined : onClick}
    >
      {isBusy ? <span data-part="spinner" data-size="sm" aria-hidden="true" /> : icon && <Icon path={icon} />}
      <span>{children}</span>
    </button>
  )
}
