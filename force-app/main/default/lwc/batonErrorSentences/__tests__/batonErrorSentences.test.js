import { errorSentences } from 'c/batonErrorSentences';

describe('errorSentences', () => {
    it.each([
        ['nothing', undefined, []],
        ['a sentence', 'No luck', ['No luck']],
        ['a network failure', new Error('Failed to fetch'), ['Failed to fetch']],
        ['a GraphQL reply', [{ message: 'one' }, { message: 'two' }], ['one', 'two']],
        ['a record service reply', { body: { message: 'Not found' }, status: 404 }, ['Not found']],
        ['a list in the body', { body: [{ message: 'a' }, { message: 'b' }] }, ['a', 'b']],
        [
            'page and field errors',
            {
                body: {
                    message: 'An error occurred',
                    output: { errors: [{ message: 'page' }], fieldErrors: { Name: [{ message: 'too long' }] } },
                },
            },
            ['page', 'too long'],
        ],
        ['a bare status', { statusText: 'Bad Gateway' }, ['Bad Gateway']],
        ['an error that says nothing', {}, ['Unknown error']],
    ])('reads %s', (_, errors, sentences) => {
        expect(errorSentences(errors)).toEqual(sentences);
    });

    it('says the same thing once', () => {
        expect(errorSentences([{ message: 'same' }, { message: 'same' }])).toEqual(['same']);
    });
});
