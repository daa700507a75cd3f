import { dateInWords, fill, momentInWords, monthInWords, reasonsInWords, yourReasonsInWords } from 'c/batonWords';

describe('c/batonWords', () => {
    it('puts values into places and leaves others alone', () => {
        expect(fill('{0} gave {1} to {2}', 'Anna', 'a lead')).toBe('Anna gave a lead to {2}');
    });

    it('names months and days whatever the time zone', () => {
        expect(monthInWords('2026-10-01')).toBe('October 2026');
        expect(monthInWords('2026-13')).toBeUndefined();
        expect(dateInWords('2026-03-01')).toBe('Mar 1, 2026');
        expect([dateInWords(null), momentInWords(undefined), momentInWords('soon')]).toEqual([
            undefined,
            undefined,
            undefined,
        ]);
        expect(momentInWords('2026-11-20T09:15:00.000Z')).toContain('Nov 20');
    });

    it('tells why somebody is proposed or asked', () => {
        expect(reasonsInWords('knows:strong:2026-10;expert:few:2026-01;place::')).toEqual([
            'Knows this customer well',
            'Has done this a few times',
            'Works near this customer',
        ]);
        expect(reasonsInWords('owner::;contact::;giver:few:2026-01')).toEqual([
            "Owns this customer's account in that division",
            'Knows this contact',
            'You have passed leads to each other before',
        ]);
    });

    it('tells it to the person whom it is about', () => {
        expect(yourReasonsInWords('owner::;expert:many:2026-01;call:once:2026-06')).toEqual([
            "You own this customer's account",
            'You have done this many times',
            'One call, in June 2026',
        ]);
    });

    it('leaves out what it does not understand', () => {
        expect(reasonsInWords('dance:many:2026-01;meeting:once:soon;;knows:much:2026-01')).toEqual([]);
        expect(reasonsInWords(null)).toEqual([]);
    });
});
