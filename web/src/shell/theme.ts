import { createTheme, Modal, PasswordInput, Tooltip } from '@mantine/core'

/** What Mantine's components do here by default; colours are in `style/tokens.css`. */
export const theme = createTheme({
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    // The lock writes an inline style, which the policy of the page forbids.
    Modal: Modal.extend({ defaultProps: { lockScroll: false, centered: true } }),
    // The eye is for the mouse; it would need a label in two languages.
    PasswordInput: PasswordInput.extend({
      defaultProps: { visibilityToggleButtonProps: { 'aria-hidden': true, 'aria-label': '' } },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { withArrow: true, events: tooltipEvents() } }),
  },
})

function tooltipEvents(): { hover: boolean; focus: boolean; touch: boolean } {
  return { hover: true, focus: true, touch: true }
}
