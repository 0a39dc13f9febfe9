import type { Decorator, Preview } from '@storybook/react-vite'
import { en } from '../src/locales/en.ts'
import { ptBR } from '../src/locales/pt-BR.ts'
import '../src/theme/styles.css'

const languages: Record<string, typeof en> = { en, 'pt-BR': ptBR }

/**
 * Gives a story what the toolbar chose: as `args.theme` and `args.messages`, which a story's own args override, and on the
 * page for what stands around the widget. A story with a `render` of its own finds the same in `context.globals`.
 */
const withToolbar: Decorator = (Story, { args, globals }) => {
  const theme = globals.scheme === 'system' ? undefined : globals.scheme
  document.documentElement.lang = globals.locale
  document.documentElement.style.colorScheme = theme ?? 'light dark'
  if (theme) document.documentElement.dataset.theme = theme
  else delete document.documentElement.dataset.theme
  return <Story args={{ theme, messages: languages[globals.locale], ...args }} />
}

const preview: Preview = {
  decorators: [withToolbar],
  initialGlobals: { scheme: 'light', locale: 'en' },
  globalTypes: {
    scheme: {
      description: 'Colour scheme',
      toolbar: {
        title: 'Colour scheme',
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
          { value: 'system', title: 'As the system' },
        ],
      },
    },
    locale: {
      description: 'Language',
      toolbar: {
        title: 'Language',
        icon: 'globe',
        dynamicTitle: true,
        items: [
          { value: 'en', title: 'English' },
          { value: 'pt-BR', title: 'Português (Brasil)' },
        ],
      },
    },
  },
  parameters: {
    layout: 'fullscreen',
    a11y: { test: 'error' },
    controls: { matchers: { date: /Date$/ } },
  },
}

export default preview
