import { createElement } from 'lwc';
import BatonErrorPanel from 'c/batonErrorPanel';
import { flushPromises } from 'jest-mocks/flushPromises';

function show(properties) {
    const element = createElement('c-baton-error-panel', { is: BatonErrorPanel });
    Object.assign(element, properties);
    document.body.appendChild(element);
    return element;
}

describe('c-baton-error-panel', () => {
    it('says what could not be done', () => {
        const element = show({ message: 'We could not save.' });
        expect(element.shadowRoot.querySelector('.message').textContent).toBe('We could not save.');
    });

    it('has a sentence of its own where it is given none', () => {
        const element = show({ errors: [{ message: 'x' }] });
        expect(element.shadowRoot.querySelector('.message').textContent).toBe('Something went wrong.');
    });

    it('offers no details where there are none', () => {
        const element = show({ message: 'We could not save.' });
        expect(element.shadowRoot.querySelector('.show-details')).toBeNull();
    });

    it('keeps details back until somebody asks for them', async () => {
        const element = show({ errors: [{ message: 'Field is hidden' }, { message: 'Row is locked' }] });
        expect(element.shadowRoot.querySelector('.details')).toBeNull();

        element.shadowRoot.querySelector('.show-details').click();
        await flushPromises();

        const details = [...element.shadowRoot.querySelectorAll('.details li')].map((item) => item.textContent);
        expect(details).toEqual(['Field is hidden', 'Row is locked']);
    });

    it('tells its owner that somebody wants to try again', () => {
        const element = show({ errors: [{ message: 'x' }] });
        const onRetry = jest.fn();
        element.addEventListener('retry', onRetry);

        element.shadowRoot.querySelector('.retry').click();

        expect(onRetry).toHaveBeenCalledTimes(1);
    });

    it('is accessible', async () => {
        const element = show({ errors: [{ message: 'x' }] });
        element.shadowRoot.querySelector('.show-details').click();
        await flushPromises();
        await expect(element).toBeAccessible();
    });
});
