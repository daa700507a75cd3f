import { api, LightningElement } from 'lwc';
import { createRecord } from 'lightning/uiRecordApi';
import USER_ID from '@salesforce/user/Id';
import answer from '@salesforce/label/c.Baton_Conversation_Answer';
import answerSend from '@salesforce/label/c.Baton_Conversation_Answer_Send';
import empty from '@salesforce/label/c.Baton_Conversation_Empty';
import failed from '@salesforce/label/c.Baton_Write_Failed';
import kindAnswer from '@salesforce/label/c.Baton_Kind_Answer';
import kindQuestion from '@salesforce/label/c.Baton_Kind_Question';
import kindStatus from '@salesforce/label/c.Baton_Kind_Status';
import kindThanks from '@salesforce/label/c.Baton_Kind_Thanks';
import sayThanks from '@salesforce/label/c.Baton_Conversation_Thanks';
import send from '@salesforce/label/c.Baton_Conversation_Send';
import thanksText from '@salesforce/label/c.Baton_Conversation_Thanks_Text';
import title from '@salesforce/label/c.Baton_Conversation_Title';
import write from '@salesforce/label/c.Baton_Conversation_Write';
import you from '@salesforce/label/c.Baton_Relationships_You';
import { newRequestKey } from 'c/batonDraft';
import { momentInWords } from 'c/batonWords';

const KINDS = { Question: kindQuestion, Answer: kindAnswer, Status: kindStatus, Thanks: kindThanks };

/**
 * What was said on a hand-off, oldest first, and what somebody wants to say now.
 *
 * @fires BatonConversation#changed once something was saved
 */
export default class BatonConversation extends LightningElement {
    @api handoffId;
    /** Messages as GraphQL gives them, oldest first. */
    @api messages = [];
    /** True where a thank-you makes sense. */
    @api canThank = false;
    /** True while an answer to a question still helps. */
    @api canAnswer = false;

    labels = { empty, failed, sayThanks, title };
    errors;
    isSaving = false;
    thanksKey = newRequestKey();

    get rows() {
        return this.messages.map((node) => ({
            id: node.Id,
            author: isMine(node) ? you : node.CreatedBy?.Name?.value,
            kind: KINDS[node.Kind__c.value],
            body: node.Body__c?.value,
            at: momentInWords(node.CreatedDate.value),
            look: isMine(node) ? 'message mine' : 'message',
        }));
    }

    get isEmpty() {
        return this.messages.length === 0;
    }

    /** Somebody asked the viewer, and nobody has answered since. */
    get isAsked() {
        const last = this.messages.findLast(({ Kind__c: kind }) => ['Question', 'Answer'].includes(kind.value));
        return this.canAnswer && last?.Kind__c.value === 'Question' && !isMine(last);
    }

    get kind() {
        return this.isAsked ? 'Answer' : 'Comment';
    }

    get writeLabel() {
        return this.isAsked ? answer : write;
    }

    get sendLabel() {
        return this.isAsked ? answerSend : send;
    }

    get showsThanks() {
        return this.canThank && !this.messages.some((node) => node.Kind__c.value === 'Thanks' && isMine(node));
    }

    async thank() {
        this.isSaving = true;
        this.errors = undefined;
        const words = { Kind__c: 'Thanks', Body__c: thanksText, Request_Key__c: this.thanksKey };
        const fields = { Handoff__c: this.handoffId, ...words };
        try {
            await createRecord({ apiName: 'Baton_Handoff_Message__c', fields });
            this.tell();
        } catch (error) {
            this.errors = error;
        } finally {
            this.isSaving = false;
        }
    }

    tell() {
        this.dispatchEvent(new CustomEvent('changed'));
    }
}

function isMine(node) {
    return node.CreatedById.value === USER_ID;
}
