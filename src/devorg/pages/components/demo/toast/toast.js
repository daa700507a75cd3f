import { api, LightningElement } from 'lwc';

const SECONDS_OF_A_TOAST = 5;
const THEMES = { success: 'slds-theme_success', error: 'slds-theme_error', warning: 'slds-theme_warning' };

/** Shows the newest message of the page for a few seconds, as the platform does. */
export default class Toast extends LightningElement {
  message;
  theme;

  @api
  show({ title, message, variant }) {
    this.message = message ?? title;
    this.theme = `slds-notify slds-notify_toast ${THEMES[variant] ?? 'slds-theme_info'}`;
    clearTimeout(this.timer);
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- a toast that goes by itself, as on the platform
    this.timer = setTimeout(() => {
      this.message = undefined;
    }, SECONDS_OF_A_TOAST * 1000);
  }

  connectedCallback() {
    this.listener = ({ detail }) => this.show(detail);
    document.addEventListener('lightning__showtoast', this.listener);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    document.removeEventListener('lightning__showtoast', this.listener);
  }
}
