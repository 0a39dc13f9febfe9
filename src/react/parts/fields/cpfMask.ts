/** Shows what is typed of a CPF as `000.000.000-00`; more than 11 digits are left out. */
export function maskCpf(typed: string): string {
  const digits = typed.replace(/\D/g, '').slice(0, 11)
  return digits.replace(/^(\d{3})(?=\d)/, '$1.').replace(/^(\d{3}\.\d{3})(?=\d)/, '$1.').replace(/^(.{11})(?=\d)/, '$1-')
}

/** Masks an input in place and keeps the caret behind the digit it stood behind. */
export function applyCpfMask(input: HTMLInputElement): void {
  const masked = maskCpf(input.value)
  if (masked === input.value) return
  const caret = input.selectionStart ?? input.value.length
  const digitsBefore = input.value.slice(0, caret).replace(/\D/g, '').length
  input.value = masked
  let position = 0
  for (let seen = 0; position < masked.length && seen < digitsBefore; position++) {
    if (/\d/.test(masked.charAt(position))) seen += 1
  }
  if (input.ownerDocument.activeElement === input) input.setSelectionRange(position, position)
}
