/** What a column of a file holds, as far as matching is concerned. */
export type ColumnRole =
  | 'name'
  | 'given'
  | 'family'
  | 'company'
  | 'person'
  | 'street'
  | 'house'
  | 'city'
  | 'postcode'
  | 'country'
  | 'phone'
  | 'email'
  | 'web'
  | 'birth'
  | 'date'
  | 'id'
  | 'parent'
  | 'text'
  | 'ignore';

/**
 * Headers by role: Salesforce's own field names and labels first, then what exports of other systems call the same.
 * Compared without case, blanks and signs.
 */
const HEADERS: Readonly<Partial<Record<ColumnRole, string>>> = {
  given:
    'firstname givenname forename first given vorname prenom nombre fname firstnames givennames christianname middlename',
  family: 'lastname surname familyname last nachname nom apellido lname family familienname sname surnames',
  name:
    'name accountname company companyname organisation organization organisationname organizationname orgname org business ' +
    'businessname sitename site title firm firmname legalname tradingname fullname contactname leadname customer customername ' +
    'client clientname vendor vendorname supplier suppliername affiliation affil affiliationstring institution employername ' +
    'entity entityname displayname names firma kunde kundenname nombreempresa raisonsociale denominazione ragionesociale',
  company: 'employer agency parent parentname parentaccount ultimateparent grouphname agencyname parentcompany',
  person:
    'director manager owner contact contactperson principal president ceo chiefexecutive head executivedirector ' +
    'centerdirector chef inhaber geschaftsfuhrer ansprechpartner proprietor licensee',
  house: 'streetnumber housenumber streetno houseno hausnummer stno buildingnumber',
  street:
    'street billingstreet shippingstreet mailingstreet otherstreet address addr streetaddress address1 address2 address3 ' +
    'addressline addressline1 addressline2 line1 line2 strasse adresse anschrift rue direccion indirizzo streetname fulladdress',
  city:
    'city billingcity shippingcity mailingcity othercity town suburb locality place municipality ort stadt ville ciudad ' +
    'citta village cty',
  postcode:
    'postcode postalcode zip zipcode billingpostalcode shippingpostalcode mailingpostalcode plz postleitzahl codepostal cap ' +
    'pincode postal codigopostal zip5 zip4',
  country:
    'country billingcountry shippingcountry mailingcountry countrycode land pays pais nation billingcountrycode mailingcountrycode',
  phone:
    'phone telephone tel mobile mobilephone cell fax phonenumber telephonenumber homephone otherphone telefon telefono ' +
    'phone1 phone2 faxnumber assistantphone contactphone',
  email: 'email mail emailaddress personemail mailaddress eadresse emailadresse contactemail correo',
  web: 'website web url homepage domain webaddress internet webpage websiteurl siteurl webseite www domainname',
  birth: 'birthdate dob dateofbirth birthday born geburtsdatum datenaissance birth personbirthdate bday',
  id:
    'dunsnumber duns dunsno vat vatnumber vatid taxid ein ssn socsecid socialsecurity socialsecuritynumber nin companynumber ' +
    'registrationnumber registrynumber siren siret nif cif lei abn npi licensenumber accountnumber',
  parent: 'parentid parentaccountid',
  text: 'state billingstate mailingstate province region county industry sector type category cuisine sex gender description',
  ignore:
    'createddate createdbyid lastmodifieddate lastmodifiedbyid systemmodstamp ownerid owner isdeleted source sourcefile ' +
    'sourcesystem recordtypeid lastactivitydate lastvieweddate lastreferenceddate masterrecordid photourl cluster recid rowid ' +
    'latitude longitude lat lon billinglatitude billinglongitude jigsaw',
};

const ROLE_OF: ReadonlyMap<string, ColumnRole> = new Map(
  Object.entries(HEADERS).flatMap(([role, names]) =>
    names.split(' ').map((name) => [name, role as ColumnRole] as const),
  ),
);

/** What a header promises, or undefined where it is not known. Prefixes such as "Account " and suffix "__c" do not matter. */
export function roleOfHeader(header: string): ColumnRole | undefined {
  const plain = header
    .toLowerCase()
    .replace(/__c$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
  return (
    ROLE_OF.get(plain) ?? ROLE_OF.get(plain.replace(/^(?:account|contact|lead|person|customer|company|org|site)/, ''))
  );
}
