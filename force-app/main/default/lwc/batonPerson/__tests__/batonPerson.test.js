import { createElement } from 'lwc';
import BatonPerson from 'c/batonPerson';
import { flushPromises } from 'jest-mocks/flushPromises';

async function show(user) {
    const element = createElement('c-baton-person', { is: BatonPerson });
    Object.assign(element, { name: 'Anna Berger', detail: 'Security', user });
    document.body.appendChild(element);
    await flushPromises();
    return element;
}

const links = (element) =>
    [...element.shadowRoot.querySelectorAll('a')].map((link) => [
        link.getAttribute('aria-label'),
        link.getAttribute('href'),
    ]);

describe('c-baton-person', () => {
    it('calls the mobile number and mails, each named after the person', async () => {
        const element = await show({
            Phone: { value: '+49 30 5550100' },
            MobilePhone: { value: '+49 (171) 555 0100' },
            Email: { value: 'anna+crm@example.com' },
        });
        expect(links(element)).toEqual([
            ['Call Anna Berger', 'tel:+491715550100'],
            ['Mail Anna Berger', 'mailto:anna%2Bcrm@example.com'],
        ]);
        await expect(element).toBeAccessible();
    });

    it('offers nothing that it may not know', async () => {
        const element = await show(undefined);
        expect(links(element)).toEqual([]);
        expect(element.shadowRoot.querySelector('.name').textContent).toBe('Anna Berger');
    });
});
