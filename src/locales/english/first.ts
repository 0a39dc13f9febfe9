/** English of the first screen and of what may stand there before the others are fetched. `{name}` marks a value. */
export const first = {
  /** BCP 47 tag; country names, dates and numbers follow it. */
  locale: 'en' as string,
  dir: 'ltr' as 'ltr' | 'rtl',

  back: 'Back',
  continue: 'Continue',
  cancel: 'Cancel',
  close: 'Close',
  tryAgain: 'Try again',
  edit: 'Edit',
  optional: '(optional)',
  loading: 'Loading',
  errorPrefix: 'Error:',
  stepOf: 'Step {step} of {count}',
  privacyText: 'Your data is sent encrypted.',
  privacyLink: 'Privacy',
  contactSupport: 'Contact support',
  reference: 'Support reference',
  copy: 'Copy',
  copied: 'Copied',

  summaryTitle: { one: 'Check {count} answer', other: 'Check {count} answers' },

  details: {
    title: 'Your details',
    lead: 'Type them as they appear on your document.',
    firstName: 'First name',
    firstNameHint: 'Include middle names if your document shows them.',
    lastName: 'Last name',
    birthDate: 'Birth date',
    birthDateHint: 'For example, {example}',
    day: 'Day',
    month: 'Month',
    year: 'Year',
  },

  /** What a person reads when a field is refused, by the code of the rule. */
  fields: {
    required: {
      firstName: 'Enter your first name',
      lastName: 'Enter your last name',
      documentId: 'Enter the number',
      email: 'Enter your e-mail address',
      address: 'Enter your address',
      city: 'Enter your city',
      state: 'Enter your state or province',
      postalCode: 'Enter your postal code',
    },
    'too-long': 'This is too long. Use at most {max} characters.',
    choose: {
      documentCountry: 'Choose the issuing country from the list',
      documentCategory: 'Choose a document type',
      nationality: 'Choose a nationality from the list, or leave it empty',
    },
    cpf: 'This is not a valid CPF. It has 11 digits; check each one.',
    digits: 'Only digits are accepted: the verification service takes no letters. If your number has some, leave them out.',
    email: 'Enter an e-mail address like name@example.com',
    refused: 'This was not accepted. Compare it with your document.',
    'date-required': 'Enter your birth date',
    'date-day-missing': 'Birth date must include a day',
    'date-month-missing': 'Birth date must include a month',
    'date-year-missing': 'Birth date must include a year',
    'date-year-short': 'The year must have four digits',
    'date-not-real': 'There is no such date. Check day and month.',
    'date-future': 'Birth date must be in the past',
    'date-too-old': 'Check the year. It is more than 130 years ago.',
    'date-too-young': 'You must be at least {minimumAge} years old',
  },

  result: {
    cancelled: 'You have left the verification',
    cancelledLead: 'Nothing more is sent.',
  },

  errors: {
    'not-loaded': { title: 'A part of this page did not load', text: 'Check your connection, then try again. Nothing is lost.' },
  },
}
