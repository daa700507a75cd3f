-- What somebody's wish not to be suggested concerns is found by the contact.
CREATE INDEX opportunity_contact_role_contact ON opportunity_contact_role (contact_id);
CREATE INDEX support_case_contact ON support_case (contact_id);
