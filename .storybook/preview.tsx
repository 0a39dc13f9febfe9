import type { Decorator, Preview } from '@storybook/react-vite'
import '../src/theme/styles.css'
import '../stories/page.css'
import { lookOf, LookProvider } from '../stories/look.tsx'

/** A host's page around each story; the stories read what the toolbar chose from `useLook()`. */
const withPage: Decorator = (Story, { globals }) => {
  const look = lookOf(globals)
  document.documentElement.lang = look.messages.locale
  document.documentElement.style.colorScheme = look.theme ?? 'light dark'
  return (
    <LookProvider value={look}>
      <main className="story-page" data-scheme={globals.scheme}>
        <Story />
      </main>
    </LookProvider>
  )
}

const preview: Preview = {
  decorators: [withPage],
  tags: ['autodocs'],
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
