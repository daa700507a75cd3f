import { graphql } from 'lightning/graphql';
import { flushPromises } from 'jest-mocks/flushPromises';
import { answer, errorPanelOf, one, replyOf, setVisibility, show, texts } from './support';

describe('c-baton-relationships while the page stays open', () => {
    let refresh;

    beforeEach(() => {
        jest.useFakeTimers();
        refresh = jest.fn().mockResolvedValue(undefined);
        setVisibility('visible');
    });

    async function open(properties) {
        const element = show(properties);
        await answer(undefined, { refresh });
        return element;
    }

    it('looks again every so many seconds', async () => {
        await open({ refreshSeconds: 5 });
        jest.advanceTimersByTime(16_000);
        expect(refresh).toHaveBeenCalledTimes(3);
    });

    it('looks again once a minute where nobody says otherwise', async () => {
        await open();
        jest.advanceTimersByTime(59_000);
        expect(refresh).not.toHaveBeenCalled();
        jest.advanceTimersByTime(1_000);
        expect(refresh).toHaveBeenCalledTimes(1);
    });

    it('asks for nothing while nobody looks', async () => {
        await open({ refreshSeconds: 5 });
        setVisibility('hidden');
        jest.advanceTimersByTime(60_000);
        expect(refresh).not.toHaveBeenCalled();
    });

    it('looks when somebody comes back, and only then at 0 seconds', async () => {
        await open({ refreshSeconds: 0 });
        jest.advanceTimersByTime(3_600_000);
        expect(refresh).not.toHaveBeenCalled();

        window.dispatchEvent(new CustomEvent('focus'));
        document.dispatchEvent(new CustomEvent('visibilitychange'));
        expect(refresh).toHaveBeenCalledTimes(2);
    });

    it('stops when it leaves the page, and starts again when it comes back', async () => {
        const element = await open({ refreshSeconds: 5 });
        element.remove();
        jest.advanceTimersByTime(60_000);
        window.dispatchEvent(new CustomEvent('focus'));
        expect(refresh).not.toHaveBeenCalled();

        document.body.appendChild(element);
        await answer(undefined, { refresh });
        jest.advanceTimersByTime(5_000);
        expect(refresh).toHaveBeenCalledTimes(1);
    });

    it('keeps rows and the keyboard in place when new data arrives', async () => {
        const element = await open();
        const link = one(element, '.call');
        link.focus();
        await answer(
            replyOf((query) => {
                query.Baton_Relationship__c.edges[1].node.Reasons__c.value = 'call:once:2026-12';
            }),
            { refresh },
        );
        expect(texts(element, '.reasons li')[0]).toBe('One call, in December 2026');
        expect(one(element, '.call')).toBe(link);
        expect(element.shadowRoot.activeElement).toBe(link);
    });

    it('keeps the keyboard on a row that moves in the list', async () => {
        const element = await open();
        const link = one(element, '.colleague:nth-child(2) .call');
        link.focus();
        await answer(
            replyOf((query) => {
                const [tom, anna] = query.Baton_Relationship__c.edges;
                tom.node.Band__c.value = 'Strong';
                anna.node.Band__c.value = 'Some';
            }),
            { refresh },
        );
        expect(texts(element, '.name')).toEqual(['Tom Lang', 'A colleague in Security', 'Anna Berger']);
        expect(element.shadowRoot.activeElement).toBe(link);
        expect(link.getAttribute('aria-label')).toBe('Call Tom Lang');
    });

    it('keeps what it showed when a later look fails, and says so', async () => {
        const element = await open();
        graphql.emitErrors([{ message: 'offline' }], () => true, refresh);
        await flushPromises();
        expect(errorPanelOf(element)).toBeNull();
        expect(texts(element, '.name')[0]).toBe('Anna Berger');
        expect(one(element, '.stale').textContent).toContain('Could not refresh');

        await answer(undefined, { refresh });
        expect(one(element, '.stale')).toBeNull();
    });

    it('takes a refresh that throws for a look that failed', async () => {
        refresh.mockRejectedValue(new Error('offline'));
        const element = await open({ refreshSeconds: 5 });
        jest.advanceTimersByTime(5_000);
        await flushPromises();
        expect(one(element, '.stale')).not.toBeNull();
    });
});
