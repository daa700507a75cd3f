import type { Random } from '../random.ts';
import type { Tongue } from './people.ts';
import { lineList } from './word-list.ts';

/** What a company does: the word in its name and the industry it is filed under. */
export interface Trade {
  readonly word: string;
  readonly industry: string;
}

/** Picklist values of `Account.Industry`, each with the words that companies of the kind carry in their names. */
const GERMAN_TRADES = `
  Machinery: Maschinenbau, Anlagenbau, Werkzeugbau, Apparatebau, Fördertechnik, Antriebstechnik, Hydraulik, Pumpen
  Manufacturing: Metallbau, Blechtechnik, Kunststofftechnik, Möbelwerke, Verpackungen, Papierverarbeitung, Glaswerke, Gießerei, Stahlbau, Textilwerke, Druckerei, Federnfabrik
  Transportation: Logistik, Spedition, Transporte, Kühllogistik, Fuhrbetrieb, Güterverkehr, Lagerhaus
  Shipping: Reederei, Schifffahrtskontor, Hafenlogistik, Containerdienst
  Healthcare: Klinik, Medizintechnik, Pflegedienste, Seniorenresidenz, Laborzentrum, Reha-Zentrum, Apotheken
  Retail: Handel, Großhandel, Einrichtungshaus, Baumarkt, Warenhaus, Modehaus, Autohaus, Getränkemarkt
  Hospitality: Hotel, Hotelbetriebe, Gasthof, Kongresszentrum, Ferienpark
  Education: Akademie, Bildungswerk, Privatschule, Sprachschule, Hochschule
  Banking: Bank, Privatbank, Vermögensverwaltung
  Insurance: Versicherungen, Assekuranz, Versicherungsmakler
  Technology: Software, Systeme, Datentechnik, Informatik, Digital, Rechenzentrum
  Electronics: Elektronik, Messtechnik, Sensortechnik, Elektrotechnik, Halbleiter
  Construction: Bau, Hochbau, Tiefbau, Bauunternehmung, Holzbau, Dachtechnik, Immobilien
  Food & Beverage: Feinkost, Brauerei, Molkerei, Backwaren, Fleischwaren, Tiefkühlkost, Kaffeerösterei, Mühlenwerke
  Energy: Energie, Solartechnik, Windkraft, Wärmetechnik
  Chemicals: Chemie, Lacke, Kunstharze, Klebstoffe, Spezialchemie
  Biotechnology: Biotechnik, Pharma, Diagnostik
  Consulting: Unternehmensberatung, Steuerberatung, Ingenieurbüro, Treuhand
  Media: Verlag, Medien, Filmproduktion, Werbeagentur
  Recreation: Fitnesspark, Messebau, Veranstaltungstechnik, Thermen
  Utilities: Stadtwerke, Wasserwerke, Entsorgung, Recycling`;

const ENGLISH_TRADES = `
  Engineering: Engineering, Precision Tools, Fabrication
  Manufacturing: Plastics, Packaging, Joinery, Castings, Textiles
  Transportation: Logistics, Haulage, Freight, Cold Storage
  Healthcare: Clinics, Medical Supplies, Care Homes
  Retail: Trading, Interiors, Wholesale, Motors
  Technology: Software, Systems, Networks
  Construction: Construction, Roofing, Properties
  Food & Beverage: Foods, Bakeries, Brewery
  Consulting: Partners, Surveyors
  Hospitality: Hotels, Inns`;

const FRENCH_TRADES = `
  Manufacturing: Métallerie, Emballages, Plastiques
  Transportation: Transports, Logistique
  Healthcare: Clinique, Laboratoires
  Retail: Distribution, Négoce
  Technology: Informatique, Systèmes
  Construction: Bâtiment, Travaux Publics
  Food & Beverage: Boulangeries, Vins, Fromageries
  Hospitality: Hôtels`;

function readTrades(block: string): readonly Trade[] {
  return lineList(block).flatMap((line) => {
    const [industry = '', words = ''] = line.split(': ');
    return words.split(', ').map((word) => ({ word, industry }));
  });
}

const TRADES: Readonly<Record<Tongue, readonly Trade[]>> = {
  de: readTrades(GERMAN_TRADES),
  en: readTrades(ENGLISH_TRADES),
  fr: readTrades(FRENCH_TRADES),
};

/** Any trade, or one of this industry. */
export function drawTrade(random: Random, tongue: Tongue, industry?: string): Trade {
  const trades = TRADES[tongue];
  return random.pick(industry === undefined ? trades : trades.filter((trade) => trade.industry === industry));
}

/** How long names are cut short in a hurry; the first that fits is used. */
export const SHORT_FORMS: readonly (readonly [long: string, short: string])[] = [
  ['Maschinenbau', 'Masch.-Bau'],
  ['Anlagenbau', 'Anl.bau'],
  ['Gebrüder', 'Gebr.'],
  ['Großhandel', 'Großh.'],
  ['Elektrotechnik', 'E-Technik'],
  ['Elektronik', 'Elektr.'],
  ['Verpackungen', 'Verp.'],
  ['Versicherungen', 'Vers.'],
  ['Bauunternehmung', 'Bauuntern.'],
  ['Unternehmensberatung', 'UB'],
  ['Ingenieurbüro', 'Ing.-Büro'],
  ['Veranstaltungstechnik', 'VA-Technik'],
  ['Kunststofftechnik', 'Kunststofft.'],
  ['Immobilien', 'Immo'],
  ['Logistik', 'Log.'],
  ['Spedition', 'Sped.'],
  ['Medizintechnik', 'Med.-Technik'],
  ['technik', 'techn.'],
  ['Systeme', 'Sys.'],
  ['Manufacturing', 'Mfg'],
  ['Engineering', 'Eng.'],
  ['Construction', 'Constr.'],
  ['Brothers', 'Bros'],
  ['Établissements', 'Ets'],
  ['Transports', 'Transp.'],
  ['Sankt', 'St.'],
];
