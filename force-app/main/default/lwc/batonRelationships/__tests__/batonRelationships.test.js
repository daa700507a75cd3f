import { graphql } from 'lightning/graphql';
import { flushPromises } from 'jest-mocks/flushPromises';
import { ACCOUNT_ID, all, answer, copyOf, errorPanelOf, one, replyOf, show, showWith, texts } from './support';

describe('c-baton-relationships', () => {
    it('says that it is looking until it knows', () => {
        const element = show();
        expect(one(element, 'lightning-spinner').alternativeText).toBe('Looking for colleagues who know this customer');
    });

    it('asks for nothing before it knows which account', async () => {
        show({ recordId: undefined });
        await flushPromises();
        expect(graphql.getLastConfig()).toMatchObject({ query: undefined, variables: { accountId: undefined } });
    });

    it('asks for the account of the page', async () => {
        show();
        await flushPromises();
        expect(graphql.getLastConfig().variables).toMatchObject({ accountId: ACCOUNT_ID });
    });

    it('lists colleagues, those who know the customer best first', async () => {
        const element = await showWith();
        expect(texts(element, '.name')).toEqual(['Anna Berger', 'Tom Lang', 'A colleague in Security']);
        expect(texts(element, '.detail').slice(0, 2)).toEqual(['Security · Key Account Manager', 'Catering']);
        expect(texts(element, '.band-words')).toEqual(['Knows them well', 'Knows them', 'Knows them']);
        expect(one(element, 'lightning-spinner')).toBeNull();
    });

    it('tells the reasons as sentences, three at most', async () => {
        const reasons = 'mail:once:2026-01;case:few:2026-02;deal:many:2026-03;call:once:2026-04';
        const reply = replyOf((query) => {
            query.Baton_Relationship__c.edges.length = 1;
            query.Baton_Relationship__c.edges[0].node.Reasons__c.value = reasons;
        });
        const element = await showWith(reply);
        expect(texts(element, '.reasons li')).toEqual([
            'Mailed each other once, in January 2026',
            'Helped with a few service cases, last in February 2026',
            'Worked on many deals with them, last in March 2026',
        ]);
    });

    it('leaves out facts that it does not understand', async () => {
        const reply = replyOf((query) => {
            query.Baton_Relationship__c.edges.length = 1;
            query.Baton_Relationship__c.edges[0].node.Reasons__c.value =
                'dance:many:2026-01;meeting:lots:2026-01;meeting:many:soon;;team:once:2026-10';
        });
        const element = await showWith(reply);
        expect(texts(element, '.reasons li')).toEqual(['In the team that works with this customer']);
    });

    it('names the month of the last contact, whatever the time zone', async () => {
        const element = await showWith();
        expect(texts(element, '.last-contact')[0]).toBe('Last contact November 2026');
    });

    it('dials the mobile number, else the office number', async () => {
        const element = await showWith();
        const links = all(element, '.call').map((link) => link.getAttribute('href'));
        expect(links).toEqual(['tel:+491715550100', 'tel:+49305550101']);
    });

    it('writes to the mail address', async () => {
        const element = await showWith();
        const links = all(element, '.mail').map((link) => link.getAttribute('href'));
        expect(links).toEqual(['mailto:anna.berger@example.com', 'mailto:tom.lang%2Bcrm@example.com']);
    });

    it('names the person in what call and mail links are called', async () => {
        const element = await showWith();
        const names = all(element, '.action').map((link) => link.getAttribute('aria-label'));
        expect(names).toEqual(['Call Anna Berger', 'Mail Anna Berger', 'Call Tom Lang', 'Mail Tom Lang']);
    });

    it('offers no call or mail without number or address', async () => {
        const reply = replyOf((query) => {
            query.Baton_Relationship__c.edges.length = 1;
            Object.assign(query.Baton_Relationship__c.edges[0].node.Colleague__r, { Phone: undefined, Email: null });
        });
        const element = await showWith(reply);
        expect(all(element, '.action')).toHaveLength(0);
    });

    it('says why a colleague is not named, and offers no way to reach them', async () => {
        const element = await showWith();
        const unnamed = all(element, '.colleague')[2];
        expect(unnamed.querySelector('.detail').textContent).toBe('Not named, by own choice or company policy.');
        expect(unnamed.querySelector('a')).toBeNull();
    });

    it('does without a division that the reader may not see', async () => {
        const reply = replyOf((query) => {
            query.Baton_Relationship__c.edges.splice(0, 2);
            delete query.Baton_Relationship__c.edges[0].node.Division__r;
        });
        const element = await showWith(reply);
        expect(texts(element, '.name')[0]).toBe('A colleague in another division');
    });

    it('tells the person who looks what others see about them, apart from the list', async () => {
        const element = await showWith();
        expect(one(element, '.own-name').textContent).toBe('You');
        expect(one(element, '.own-band').textContent).toBe('You know them well');
        expect(texts(element, '.own-reasons li')).toEqual(['Looks after this customer']);
        expect(one(element, '.own a')).toBeNull();
    });

    it('says nothing about the person who looks where nothing is known', async () => {
        const element = await showWith(
            replyOf((query) => {
                query.Baton_Relationship__c.edges.pop();
            }),
        );
        expect(one(element, '.own')).toBeNull();
    });

    it('says that there is nobody else where only the person who looks is known', async () => {
        const element = await showWith(
            replyOf((query) => {
                query.Baton_Relationship__c.edges.splice(0, 3);
            }),
        );
        expect(one(element, '.empty')).not.toBeNull();
        expect(one(element, '.own')).not.toBeNull();
    });

    it.each([
        ['Division', { Division: { value: ' security ' } }],
        ['Department', { Division: { value: 'Nord' }, Department: { value: 'Guards' } }],
    ])('leaves out colleagues of the own division, told by the field %s', async (field, viewer) => {
        const element = await showWith(
            replyOf((query) => {
                query.User = { edges: [{ node: viewer }] };
                for (const { node } of query.Baton_Relationship__c.edges) {
                    const isSecurity = node.Division__r.Name.value === 'Security';
                    node.Division__r.User_Field__c = { value: field };
                    node.Division__r.User_Values__c = { value: isSecurity ? 'Guards\r\nSecurity' : 'Kitchen' };
                }
            }),
        );
        expect(texts(element, '.name')).toEqual(['Tom Lang']);
    });

    it('lists everybody where it can not tell the division of who looks', async () => {
        const element = await showWith(replyOf((query) => (query.User = { edges: [{ node: {} }] })));
        expect(texts(element, '.name')).toHaveLength(3);
    });

    it('lists colleagues whose ids it may not read', async () => {
        const reply = replyOf((query) => {
            query.Baton_Relationship__c.edges.forEach(({ node }) => delete node.Colleague__c);
        });
        const element = await showWith(reply);
        expect(texts(element, '.name')).toHaveLength(4);
    });

    it('says what will appear, and why, while there is nobody', async () => {
        const element = await showWith(
            replyOf((query) => {
                query.Baton_Relationship__c.edges = [];
            }),
        );
        expect(texts(element, '.empty p')).toEqual([
            'Nobody in another division is in touch with this customer yet.',
            'As soon as a colleague there meets, calls or mails them, you see it here.',
        ]);
    });

    it('counts for who listens instead of looking', async () => {
        const element = await showWith();
        expect(one(element, '[role=status]').textContent).toBe('3 colleagues in other divisions know this customer');
    });

    it('keeps a long list short until somebody wants all of it', async () => {
        const reply = replyOf((query) => {
            const edge = query.Baton_Relationship__c.edges[0];
            query.Baton_Relationship__c.edges = Array.from({ length: 8 }, (_, index) => {
                const copy = copyOf(edge);
                copy.node.Id = `a0200000000001${index}AAA`;
                return copy;
            });
        });
        const element = await showWith(reply);
        const toggle = one(element, '.show-all');
        expect([texts(element, '.name').length, toggle.label]).toEqual([5, 'Show 3 more']);

        toggle.click();
        await flushPromises();
        expect([texts(element, '.name').length, toggle.label]).toEqual([8, 'Show fewer']);
    });

    it('shows an error with a way to try again', async () => {
        const refresh = jest.fn().mockResolvedValue(undefined);
        const element = show();
        graphql.emitErrors([{ message: 'boom' }], () => true, refresh);
        await flushPromises();
        const panel = errorPanelOf(element);
        expect([panel.message, panel.errors]).toEqual([
            'We could not find out who knows this customer.',
            [{ message: 'boom' }],
        ]);

        panel.dispatchEvent(new CustomEvent('retry'));
        expect(refresh).toHaveBeenCalledTimes(1);
        await answer();
        expect(errorPanelOf(element)).toBeNull();
        expect(texts(element, '.name')[0]).toBe('Anna Berger');
    });

    it.each([
        ['with colleagues', async () => showWith()],
        ['without colleagues', async () => showWith(replyOf((query) => (query.Baton_Relationship__c.edges = [])))],
    ])('is accessible %s', async (_, open) => {
        const element = await open();
        await expect(element).toBeAccessible();
    });
});
