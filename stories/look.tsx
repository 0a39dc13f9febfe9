import { createContext, useContext } from 'react'
import { en } from '../src/locales/en.ts'
import { ptBR } from '../src/locales/pt-BR.ts'
import type { Messages } from '../src/locales/messages.ts'

/** Colour scheme and language of a story, as the toolbar says. */
export interface Look {
  theme: 'light' | 'dark' | undefined
  messages: Messages
}

const LookContext = createContext<Look>({ theme: undefined, messages: en })

/** Gives the look to the stories below. */
export const LookProvider = LookContext.Provider

/** The look of the story around. */
export function useLook(): Look {
  return useContext(LookContext)
}

/** The look for what Storybook's toolbar holds. */
export function lookOf({ scheme, locale }: Record<string, unknown>): Look {
  return {
    theme: scheme === 'light' || scheme === 'dark' ? scheme : undefined,
    messages: locale === 'pt-BR' ? ptBR : en,
  }
}
