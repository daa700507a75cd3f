/**
 * Legal forms as they stand in company names, folded and without dots. Source: the ISO 20275 list of entity legal forms
 * (abbreviations in Latin letters) and the forms common on CRM records of the countries where they differ.
 */
const FORMS =
  'ltd limited plc publiclimitedcompany llp lllp llc pllc lp inc incorporated corp corporation co company cic cio unltd ' +
  'gmbh ggmbh mbh ag kg kgaa ohg gbr ug se ev eg ek ewiv haftungsbeschrankt gesellschaft gesmbh aktiengesellschaft kommanditgesellschaft eingetragener kaufmann ' +
  'sa sas sasu sarl eurl snc scs sca sci scop selarl gie ' +
  'sl slu slne sau sll srl srls spa sapa sas snc soc scarl scrl coop cooperativa ' +
  'bv nv vof cv bvba sprl asbl vzw stichting ' +
  'ab hb kb oy oyj ky ay as asa aps ans ba sa hf ehf sf ' +
  'sp zoo spolka ska spj sro spol vos kft zrt nyrt bt rt kkt doo dd dno ad ood eood srl sc ' +
  'ooo oao zao pao ao ip tov pat prat tzov ood uab mb tuo sia as ou fie ' +
  'pty pte pvt private proprietary public sdn bhd berhad pt tbk cv ' +
  'kk yk gk kabushiki kaisha gaisha godo yugen ' +
  'ltda limitada eireli me epp sab sapi sofom cv rl de sociedad sociedade anonima anonyme societe societa azioni ' +
  'sti sirketi anonim ticaret sanayi san tic wll fzco fze fzllc psc saog saoc dmcc jsc pjsc ojsc cjsc';

/** Words that say which legal form a company has. */
export const LEGAL_FORMS: ReadonlySet<string> = new Set(FORMS.split(' '));

/**
 * Forms that are also words of a name ("public", "private", "de", "san"): they count as legal form only beside a form
 * that is beyond doubt.
 */
export const DOUBTFUL_FORMS: ReadonlySet<string> = new Set(
  (
    'public private de san tic soc me ba ev ip mb pat sc rt gk as ad ou se co company sa cv ag ab ay ky me epp ' +
    'gesellschaft stichting coop cooperativa sociedad sociedade societe societa azioni anonima anonyme ticaret sanayi ' +
    'kaisha spolka proprietary sp spa sas sci se sca sia lp ao ek eg hf sf hb kb me rl dd'
  ).split(' '),
);

/** Forms that stand before the name ("OOO Romashka", "PT Astra", "UAB Vilnius"). */
export const LEADING_FORMS: ReadonlySet<string> = new Set(
  'ooo oao zao pao tov tzov uab sia pt cv stichting'.split(' '),
);
