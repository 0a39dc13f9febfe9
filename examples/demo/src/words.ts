import { en as widgetEnglish } from 'idstep/locales/en'
import { ptBR as widgetPortuguese } from 'idstep/locales/pt-BR'

const en = {
  name: 'English',
  widget: widgetEnglish,
  title: 'Open a savings account',
  trail: ['Accounts', 'Open an account'],
  language: 'Language',
  facts: [
    ['Interest', '4.1% a year'],
    ['Monthly fee', 'None'],
    ['Access', 'Any day'],
  ],
  warning: 'Demo with a sandbox: Larch Bank does not exist and nobody is really verified. Please use made-up details.',
  vendorWarning: 'Larch Bank does not exist, but the check is real: what you send goes to the vendor.',
  status: {
    open: ['Almost there', 'One thing is left before your account opens: showing us who you are.'],
    approved: ['Account opened', 'Welcome to Larch Bank. Your savings account is ready.'],
    declined: ['Not opened yet', 'We could not confirm who you are. Nothing was charged, and you can try again below.'],
    expired: ['Not opened yet', 'The check ran out of time. You can start it again below.'],
    pending: ['We will let you know', 'The check is still running. We write to you as soon as it is done.'],
    cancelled: ['Not opened', 'You left the check. You can begin again whenever you like.'],
  },
  reference: 'Customer reference',
  account: 'Savings account',
  balance: '$0.00',
  begin: 'Begin again',
}

/** What the bank's own page says, in one language. */
export type Words = typeof en

const ptBR: Words = {
  name: 'Português',
  widget: widgetPortuguese,
  title: 'Abra uma conta poupança',
  trail: ['Contas', 'Abrir conta'],
  language: 'Idioma',
  facts: [
    ['Rendimento', '4,1% ao ano'],
    ['Tarifa mensal', 'Nenhuma'],
    ['Resgate', 'Todos os dias'],
  ],
  warning: 'Demonstração com um ambiente de teste: o Larch Bank não existe e ninguém é verificado de verdade. Use dados inventados.',
  vendorWarning: 'O Larch Bank não existe, mas a verificação é real: o que você envia vai para o fornecedor.',
  status: {
    open: ['Quase lá', 'Falta só uma coisa para abrir sua conta: mostrar quem você é.'],
    approved: ['Conta aberta', 'Boas-vindas ao Larch Bank. Sua conta poupança está pronta.'],
    declined: ['Conta ainda não aberta', 'Não conseguimos confirmar quem você é. Nada foi cobrado, e você pode tentar de novo abaixo.'],
    expired: ['Conta ainda não aberta', 'O tempo da verificação acabou. Você pode começar de novo abaixo.'],
    pending: ['Nós avisaremos você', 'A verificação continua em andamento. Escreveremos assim que terminar.'],
    cancelled: ['Conta não aberta', 'Você saiu da verificação. Pode começar de novo quando quiser.'],
  },
  reference: 'Referência do cliente',
  account: 'Conta poupança',
  balance: 'R$ 0,00',
  begin: 'Começar de novo',
}

/** The languages of the page, by their BCP 47 tag. */
export const languages = { en, 'pt-BR': ptBR } as const

/** The tag of a language. */
export type Language = keyof typeof languages

/** The person's language where we speak it, else English. */
export function preferredLanguage(): Language {
  return /^pt\b/i.test(navigator.language) ? 'pt-BR' : 'en'
}
