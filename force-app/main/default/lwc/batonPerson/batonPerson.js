import { api, LightningElement } from 'lwc';
import call from '@salesforce/label/c.Baton_Relationships_Call';
import mail from '@salesforce/label/c.Baton_Relationships_Mail';
import { callLink, mailLink } from 'c/batonReach';
import { fill } from 'c/batonWords';

/** A colleague: name, what else is to be said about them, and call and mail one tap away. */
export default class BatonPerson extends LightningElement {
    @api name;
    /** One line under the name, a division for instance. */
    @api detail;
    /** `{Phone, MobilePhone, Email}` as GraphQL gives them of a user; as far as the viewer may see them. */
    @api user;

    get callLink() {
        return callLink(this.user?.MobilePhone?.value || this.user?.Phone?.value);
    }

    get callLabel() {
        return fill(call, this.name);
    }

    get mailLink() {
        return mailLink(this.user?.Email?.value);
    }

    get mailLabel() {
        return fill(mail, this.name);
    }
}
