/** The bank's mark and name. */
export function Brand() {
  return (
    <span className="brand">
      <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="currentColor" />
        <path className="brand-tree" d="M16 5.5 10.4 14h3L8.6 21h5.9v5.5h3V21h5.9l-4.8-7h3z" />
      </svg>
      Larch Bank
    </span>
  )
}
