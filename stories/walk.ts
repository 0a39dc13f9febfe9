import { userEvent, waitFor, within } from 'storybook/test'
import { specimenFile } from './specimen.ts'

/** Goes through the filled-in form of a story with two specimen photos, and submits. */
export async function walkToSubmit({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> {
  const canvas = within(canvasElement)
  const press = async (name: string) => userEvent.click(await canvas.findByRole('button', { name }, { timeout: 10_000 }))
  await press('Continue')
  await canvas.findByRole('heading', { name: 'Your document' }, { timeout: 10_000 })
  await press('Continue')
  for (const side of ['front', 'back'] as const) {
    const title = side === 'front' ? 'Front of your identity card' : 'Back of your identity card'
    await canvas.findByRole('heading', { name: title }, { timeout: 10_000 })
    const input = await waitFor(() => {
      const found = canvasElement.querySelector<HTMLInputElement>('input[type="file"]')
      if (!found) throw new Error('there is no picker')
      return found
    })
    await userEvent.upload(input, await specimenFile(side))
    await press('Use this photo')
  }
  await press('Submit')
}
