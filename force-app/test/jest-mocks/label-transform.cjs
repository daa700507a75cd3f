const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

// The transformer for components belongs to sfdx-lwc-jest, which keeps it in its own node_modules.
const lwcTransformer = require(
    require.resolve('@lwc/jest-transformer', { paths: [require.resolve('@salesforce/sfdx-lwc-jest/config')] }),
);

const LABELS = join(__dirname, '../../main/default/labels/CustomLabels.labels-meta.xml');
const LABEL_IMPORT = /import (\w+) from '@salesforce\/label\/c\.(\w+)';/g;
const ENTITIES = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

const xml = readFileSync(LABELS, 'utf8');
const labels = new Map(
    [...xml.matchAll(/<labels>[^]*?<fullName>(\w+)<\/fullName>[^]*?<value>([^]*?)<\/value>[^]*?<\/labels>/g)].map(
        ([, name, value]) => [name, value.replace(/&(\w+);/g, (entity, key) => ENTITIES[key] ?? entity)],
    ),
);

function withLabels(source, file) {
    return source.replace(LABEL_IMPORT, (_, variable, name) => {
        if (!labels.has(name)) {
            throw new Error(`${file} uses the label ${name}, which does not exist`);
        }
        return `const ${variable} = ${JSON.stringify(labels.get(name))};`;
    });
}

/** Jest transformer: custom labels become their texts, the rest is left to sfdx-lwc-jest. */
module.exports = {
    process: (source, file, options) => lwcTransformer.process(withLabels(source, file), file, options),
    getCacheKey: (source, file, options) =>
        createHash('sha256')
            .update(xml)
            .update(lwcTransformer.getCacheKey(source, file, options))
            .digest('hex'),
};
