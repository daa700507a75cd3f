import { areBandsInOrder, readEffect, valuesOf } from '../rules';

describe('rules', () => {
    it('keeps every field of the rules that hold, the empty ones too', () => {
        const node = {
            Id: 'a',
            Half_Life_Days__c: { value: 60 },
            Pilot__c: { value: false },
            Band_Good__c: { value: null },
        };
        expect(valuesOf(node)).toEqual({ Half_Life_Days__c: 60, Pilot__c: false, Band_Good__c: null });
        expect(valuesOf(undefined)).toEqual({});
    });

    it('wants bands to go up, leaving out what is left to Baton', () => {
        const bands = (some, good, strong) =>
            areBandsInOrder({ Band_Some__c: some, Band_Good__c: good, Band_Strong__c: strong });
        expect(bands(1, 4, 10)).toBe(true);
        expect(bands(null, 4, null)).toBe(true);
        expect(bands(4, 4, 10)).toBe(false);
        expect(bands(11, null, 10)).toBe(false);
    });

    it('reads the answer of the service', () => {
        expect(readEffect('relationships 412 508;customers 2000 10000')).toEqual({
            relationships: [412, 508],
            customers: [2000, 10000],
        });
    });
});
