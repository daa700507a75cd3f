import { keyFor, membership, proposals } from '../membership';

const node = (values) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, key === 'Id' ? value : { value }]));
const division = (Id, values, more = {}) => node({ Id, Active__c: true, User_Values__c: values, ...more });
const user = (Division, more = {}) => node({ Id: 'u', Division, ...more });

describe('membership', () => {
    const security = division('s', 'Security\nGuards');
    const facility = division('f', 'Facility');

    it('counts members, who is nowhere and who is in two', () => {
        const users = [user(' security '), user('GUARDS'), user('Facility'), user('Head Office'), user(null)];
        const { members, nowhere, several } = membership(users, [security, facility, division('x', 'Facility')]);
        expect([...members]).toEqual([
            ['s', 2],
            ['f', 1],
            ['x', 1],
        ]);
        expect(nowhere).toHaveLength(2);
        expect(several).toBe(1);
    });

    it('leaves out divisions that are not active, and users of portals', () => {
        const off = division('s', 'Security', { Active__c: false });
        expect(membership([user('Security')], [off]).nowhere).toHaveLength(1);
        const portal = user('Elsewhere', { UserType: 'PowerPartner' });
        expect(membership([portal], [security]).nowhere).toHaveLength(0);
    });

    it('looks at the field that a division names', () => {
        const byDepartment = division('d', 'Sales', { User_Field__c: 'Department' });
        const someone = node({ Id: 'u', Division: 'Sales', Department: 'Kitchen' });
        expect(membership([someone], [byDepartment]).members.get('d')).toBe(0);
    });
});

describe('proposals', () => {
    it('are the values of users, most frequent first, spelt one way', () => {
        const users = [user('Head Office'), user('head office '), user('Lab'), user(null), user('')];
        expect(proposals(users, 'Division')).toEqual([
            { value: 'Head Office', count: 2 },
            { value: 'Lab', count: 1 },
        ]);
    });
});

describe('keyFor', () => {
    it.each([
        ['Facility Services', 'facility-services'],
        ['Bäckerei & Café', 'backerei-cafe'],
        ['日本', 'division'],
    ])('of %s is %s', (name, key) => {
        expect(keyFor(name, [])).toBe(key);
    });

    it('is new', () => {
        expect(keyFor('Lab', ['lab', 'lab-2'])).toBe('lab-3');
    });
});
