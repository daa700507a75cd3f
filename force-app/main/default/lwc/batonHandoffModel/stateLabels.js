import accepted from '@salesforce/label/c.Baton_State_Accepted';
import converted from '@salesforce/label/c.Baton_State_Converted';
import declined from '@salesforce/label/c.Baton_State_Declined';
import expired from '@salesforce/label/c.Baton_State_Expired';
import inContact from '@salesforce/label/c.Baton_State_In_Contact';
import lost from '@salesforce/label/c.Baton_State_Lost';
import offered from '@salesforce/label/c.Baton_State_Offered';
import returned from '@salesforce/label/c.Baton_State_Returned';
import withdrawn from '@salesforce/label/c.Baton_State_Withdrawn';
import won from '@salesforce/label/c.Baton_State_Won';
import alreadyInTalks from '@salesforce/label/c.Baton_Decline_Already_In_Talks';
import badTiming from '@salesforce/label/c.Baton_Decline_Bad_Timing';
import noCapacity from '@salesforce/label/c.Baton_Decline_No_Capacity';
import notOurOffer from '@salesforce/label/c.Baton_Decline_Not_Our_Offer';
import unclear from '@salesforce/label/c.Baton_Decline_Unclear';
import wrongRegion from '@salesforce/label/c.Baton_Decline_Wrong_Region';
import offerIsOut from '@salesforce/label/c.Baton_Status_Offer_Is_Out';
import postponed from '@salesforce/label/c.Baton_Status_Postponed';
import talking from '@salesforce/label/c.Baton_Status_Talking';
import waiting from '@salesforce/label/c.Baton_Status_Waiting';
import didNotFit from '@salesforce/label/c.Baton_Verdict_Did_Not_Fit';
import factsMissing from '@salesforce/label/c.Baton_Verdict_Facts_Missing';
import readyToCall from '@salesforce/label/c.Baton_Verdict_Ready';
import giverAccepted from '@salesforce/label/c.Baton_Giver_Accepted';
import giverConverted from '@salesforce/label/c.Baton_Giver_Converted';
import giverDeclined from '@salesforce/label/c.Baton_Giver_Declined';
import giverExpired from '@salesforce/label/c.Baton_Giver_Expired';
import giverInContact from '@salesforce/label/c.Baton_Giver_In_Contact';
import giverIntake from '@salesforce/label/c.Baton_Giver_Intake';
import giverLost from '@salesforce/label/c.Baton_Giver_Lost';
import giverOffered from '@salesforce/label/c.Baton_Giver_Offered';
import giverOfferedBy from '@salesforce/label/c.Baton_Giver_Offered_By';
import giverReturned from '@salesforce/label/c.Baton_Giver_Returned';
import giverRouting from '@salesforce/label/c.Baton_Giver_Routing';
import giverSeen from '@salesforce/label/c.Baton_Giver_Seen';
import giverSeenBy from '@salesforce/label/c.Baton_Giver_Seen_By';
import giverWithdrawn from '@salesforce/label/c.Baton_Giver_Withdrawn';
import giverWon from '@salesforce/label/c.Baton_Giver_Won';
import giverWonSize from '@salesforce/label/c.Baton_Giver_Won_Size';
import receiverAccepted from '@salesforce/label/c.Baton_Receiver_Accepted';
import receiverAcceptedAnytime from '@salesforce/label/c.Baton_Receiver_Accepted_Anytime';
import receiverConverted from '@salesforce/label/c.Baton_Receiver_Converted';
import receiverDeclined from '@salesforce/label/c.Baton_Receiver_Declined';
import receiverInContact from '@salesforce/label/c.Baton_Receiver_In_Contact';
import receiverLost from '@salesforce/label/c.Baton_Receiver_Lost';
import receiverOffered from '@salesforce/label/c.Baton_Receiver_Offered';
import receiverOfferedAnytime from '@salesforce/label/c.Baton_Receiver_Offered_Anytime';
import receiverReturned from '@salesforce/label/c.Baton_Receiver_Returned';
import receiverWon from '@salesforce/label/c.Baton_Receiver_Won';

/** By the value of `State__c`. */
export const STATES = {
    Offered: offered,
    Accepted: accepted,
    'In contact': inContact,
    Converted: converted,
    Won: won,
    Lost: lost,
    Declined: declined,
    Withdrawn: withdrawn,
    Expired: expired,
    Returned: returned,
};

/** By the value of `Decline_Reason__c`. */
export const REASONS = {
    'Not our offer': notOurOffer,
    'No capacity': noCapacity,
    'Wrong region': wrongRegion,
    'Already in talks': alreadyInTalks,
    Unclear: unclear,
    'Bad timing': badTiming,
};

/** By the value of `Last_Status__c`. */
export const STATUSES = {
    'Talking to the customer': talking,
    'Offer is out': offerIsOut,
    'Waiting for the customer': waiting,
    Postponed: postponed,
};

/** By the value of `Verdict__c`. */
export const VERDICTS = { 'Ready to call': readyToCall, 'Facts were missing': factsMissing, 'Did not fit': didNotFit };

/** What a state means to the giver; {0} the receiver, {1} a time, a reason or a size. */
export const TO_GIVER = {
    Offered: giverOffered,
    routing: giverRouting,
    intake: giverIntake,
    offeredBy: giverOfferedBy,
    seen: giverSeen,
    seenBy: giverSeenBy,
    Accepted: giverAccepted,
    'In contact': giverInContact,
    Converted: giverConverted,
    Won: giverWon,
    wonSize: giverWonSize,
    Lost: giverLost,
    Declined: giverDeclined,
    Withdrawn: giverWithdrawn,
    Expired: giverExpired,
    Returned: giverReturned,
};

/** What a state means to the receiver; {0} a time. */
export const TO_RECEIVER = {
    Offered: receiverOffered,
    offeredAnytime: receiverOfferedAnytime,
    Accepted: receiverAccepted,
    acceptedAnytime: receiverAcceptedAnytime,
    'In contact': receiverInContact,
    Converted: receiverConverted,
    Won: receiverWon,
    Lost: receiverLost,
    Declined: receiverDeclined,
    Returned: receiverReturned,
    Withdrawn: giverWithdrawn,
    Expired: giverExpired,
};
