import type { Decorator, Preview } from '@storybook/react-vite'
import '../src/theme/styles.css'

/** Shows a story in the colour scheme of the toolbar; stories read `globals.scheme` and `globals.locale` themselves if they need to. */
const withScheme: Decorator = (Story, { globals }) => {
  if (globals.scheme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = globals.scheme
  document.documentElement.lang = globals.locale
  return <Story />
}

const preview: Preview = {
  decorators: [withScheme],
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
