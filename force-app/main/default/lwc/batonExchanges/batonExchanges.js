import { api, LightningElement } from 'lwc';
import empty from '@salesforce/label/c.Baton_Exchange_Empty';
import given from '@salesforce/label/c.Baton_Exchange_Given';
import givenWon from '@salesforce/label/c.Baton_Exchange_Given_Won';
import last from '@salesforce/label/c.Baton_Exchange_Last';
import open from '@salesforce/label/c.Baton_Exchange_Open';
import received from '@salesforce/label/c.Baton_Exchange_Received';
import receivedWon from '@salesforce/label/c.Baton_Exchange_Received_Won';
import title from '@salesforce/label/c.Baton_Exchange_Title';
import { dateInWords, fill } from 'c/batonWords';

const GIVE_BACK_DAYS = 90;
const DAY = 86_400_000;

/** What passed between the viewer and each colleague, last first. Facts only: no score, no order by balance. */
export default class BatonExchanges extends LightningElement {
    /** Rows of the viewer as GraphQL gives them. */
    @api exchanges = [];

    labels = { empty, title };

    get rows() {
        return this.exchanges
            .filter((node) => node.Colleague__r?.Name?.value)
            .map((node) => ({
                id: node.Id,
                name: node.Colleague__r.Name.value,
                division: node.Colleague_Division__r?.Name?.value,
                divisionId: node.Colleague_Division__c?.value,
                user: node.Colleague__r,
                facts: factsOf(node),
                last: lastOf(node),
                givesBack: wonLately(node),
            }));
    }

    get isEmpty() {
        return this.rows.length === 0;
    }
}

function factsOf(node) {
    const count = (field) => node[field]?.value ?? 0;
    const openOnes = count('Given_Open__c') + count('Received_Open__c');
    return [
        fill(count('Given_Won__c') > 0 ? givenWon : given, count('Given__c'), count('Given_Won__c')),
        fill(count('Received_Won__c') > 0 ? receivedWon : received, count('Received__c'), count('Received_Won__c')),
        openOnes > 0 && fill(open, openOnes),
    ].filter(Boolean);
}

function lastOf(node) {
    const day = dateInWords(node.Last__c?.value);
    return day && fill(last, day);
}

function wonLately(node) {
    const won = Date.parse(node.Last_Won__c?.value ?? '');
    return Date.now() - won < GIVE_BACK_DAYS * DAY;
}
