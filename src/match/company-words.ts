/** Words that join the others and identify nothing, in the languages of European CRM data. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  'and the of for at in on und der die das fur et le la les du des de di da do del della dei e y el los las a n van het en och og i w z'.split(
    ' ',
  ),
);

/** Short forms on the left of each pair, the word they stand for on the right (folded, singular). */
const PAIRS =
  'intl:international internat:international mfg:manufacturing mfr:manufacturing manuf:manufacturing svc:service ' +
  'svcs:service serv:service servs:service mgmt:management mgt:management assoc:association assn:association ' +
  'asso:association assocs:associate bros:brother tech:technology techn:technology technol:technology univ:university ' +
  'uni:university universitat:university universitaet:university universita:university universidad:university ' +
  'universidade:university universite:university universiteit:university universitet:university uniwersytet:university ' +
  'inst:institute institut:institute instituto:institute istituto:institute dept:department dep:department ' +
  'departamento:department departement:department dipartimento:department natl:national nat:national govt:government ' +
  'gov:government ctr:center cntr:center cent:center centre:center centro:center hosp:hospital sch:school st:saint ' +
  'mt:mount ft:fort lab:laboratory eng:engineering engr:engineering engg:engineering sys:system syst:system ' +
  'grp:group groupe:group gruppe:group gruppo:group grupo:group hldg:holding hldgs:holding ind:industry inds:industry ' +
  'indus:industry dev:development develop:development ins:insurance elec:electric electr:electric pharm:pharmaceutical ' +
  'pharma:pharmaceutical chem:chemical comm:communication comms:communication telecom:telecommunication ' +
  'telecomms:telecommunication distr:distribution dist:distribution prod:product prods:product res:research ' +
  'rsch:research acad:academy akademie:academy coll:college comp:computer sci:science fac:faculty facultad:faculty ' +
  'faculte:faculty fakultat:faculty transp:transport logist:logistics sol:solution soln:solution solns:solution ' +
  'amer:american fin:financial finl:financial bldg:building constr:construction const:construction equip:equipment ' +
  'intnl:international rest:restaurant ristorante:restaurant hwy:highway edn:education educ:education ' +
  'found:foundation fdn:foundation fndn:foundation soc:society corp:corporation div:division mkt:market mktg:marketing ' +
  'adv:advertising consult:consulting cons:consulting ent:enterprise entp:enterprise ents:enterprise mach:machinery ' +
  'mem:memorial med:medical medl:medical metro:metropolitan munic:municipal reg:regional sta:station svgs:saving ' +
  'supp:supply util:utility whse:warehouse wholesl:wholesale ch:church bapt:baptist elem:elementary jr:junior sr:senior ' +
  'pkg:packaging pkging:packaging log:logistics txt:textile txtl:textile plas:plastic instr:instrument instrs:instrument mot:motor fd:food chems:chemical wrhs:warehouse rlty:realty prop:property props:property trdg:trading trng:training secy:security sec:security cln:cleaning clng:cleaning delicatessen:deli tele:telephone labs:laboratory laboratories:laboratory theatre:theater grocers:grocery';

/** From the short form (or another language's form) to the word it stands for. */
export const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  PAIRS.split(' ').map((pair) => {
    const [short = '', long = ''] = pair.split(':');
    return [short, long] as const;
  }),
);
