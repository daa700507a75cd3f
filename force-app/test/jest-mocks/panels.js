import { createElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { flushPromises } from 'jest-mocks/flushPromises';

/** Puts a panel on the page with these properties and lets it draw. */
export async function open(name, Panel, properties = {}) {
    const element = createElement(name, { is: Panel });
    Object.assign(element, properties);
    document.body.appendChild(element);
    await flushPromises();
    return element;
}

/** Finds an element in a panel or any panel inside it; null where there is none. */
export function find(root, selector) {
    const scope = root.shadowRoot ?? root;
    const here = scope.querySelector(selector);
    const children = [...scope.querySelectorAll('*')].filter((child) => child.shadowRoot);
    return here ?? children.map((child) => find(child, selector)).find(Boolean) ?? null;
}

/** Finds all of them. */
export function findAll(root, selector) {
    const scope = root.shadowRoot ?? root;
    const children = [...scope.querySelectorAll('*')].filter((child) => child.shadowRoot);
    return [...scope.querySelectorAll(selector), ...children.flatMap((child) => findAll(child, selector))];
}

export const textOf = (root, selector) => find(root, selector)?.textContent;
export const textsOf = (root, selector) => findAll(root, selector).map((found) => found.textContent);

export async function click(root, selector) {
    find(root, selector).click();
    await flushPromises();
    await flushPromises();
}

/** As a base component tells that its value has changed. */
export async function change(control, value) {
    control.dispatchEvent(new CustomEvent('change', { detail: { value } }));
    await flushPromises();
}

/** Fields as GraphQL wraps them. */
export const wrapped = (fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }]));

/** A connection of GraphQL with these nodes. */
export const connection = (nodes) => ({ edges: nodes.map((node) => ({ node })) });

export const queryOf = (connections) => ({
    uiapi: {
        query: Object.fromEntries(Object.entries(connections).map(([name, nodes]) => [name, connection(nodes)])),
    },
});

export const person = (name) => wrapped({ Name: name, Phone: '+49 30 1', Email: 'p@example.com' });

/** Page references that panels of this kind lead to, in order. To be called before the first is opened: it seals them. */
export function watchNavigation(Panel) {
    const visited = [];
    Panel.prototype[NavigationMixin.Navigate] = (page) => visited.push(page);
    return visited;
}
