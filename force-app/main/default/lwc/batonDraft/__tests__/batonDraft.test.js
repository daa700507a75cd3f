import { clearDraft, newRequestKey, readDraft, writeDraft } from 'c/batonDraft';

describe('c/batonDraft', () => {
    it('gives back what was kept, until it is cleared', () => {
        writeDraft('give.001', { note: 'Ask for Ms Müller', useMyName: false });
        expect(readDraft('give.001')).toEqual({ note: 'Ask for Ms Müller', useMyName: false });
        expect(readDraft('give.002')).toBeUndefined();
        clearDraft('give.001');
        expect(readDraft('give.001')).toBeUndefined();
    });

    it('lives in the tab and not on the device', () => {
        writeDraft('give.001', { note: 'secret' });
        expect(localStorage).toHaveLength(0);
        clearDraft('give.001');
    });

    it('does without storage where a browser refuses it', () => {
        jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
            throw new Error('QuotaExceededError');
        });
        jest.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
            throw new Error('SecurityError');
        });
        writeDraft('give.001', { note: 'x' });
        expect(readDraft('give.001')).toBeUndefined();
    });

    it('makes keys that fit the field and do not repeat', () => {
        const keys = Array.from({ length: 1000 }, newRequestKey);
        expect(new Set(keys).size).toBe(1000);
        expect(keys.every((key) => /^[0-9a-f]{32}$/.test(key))).toBe(true);
    });
});
