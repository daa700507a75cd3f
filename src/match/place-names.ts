/** Cities that go by several names: English on the right. */
const CITY_PAIRS =
  'munchen:munich muenchen:munich koln:cologne koeln:cologne nurnberg:nuremberg wien:vienna roma:rome milano:milan ' +
  'firenze:florence venezia:venice napoli:naples torino:turin genova:genoa geneve:geneva genf:geneva zuerich:zurich ' +
  'bruxelles:brussels brussel:brussels antwerpen:antwerp anvers:antwerp gent:ghent praha:prague prag:prague ' +
  'warszawa:warsaw warschau:warsaw moskva:moscow moskau:moscow lisboa:lisbon porto:oporto kobenhavn:copenhagen ' +
  'goteborg:gothenburg athina:athens athen:athens peking:beijing bombay:mumbai calcutta:kolkata madras:chennai ' +
  'bangalore:bengaluru sevilla:seville krakow:cracow bucuresti:bucharest beograd:belgrade kyiv:kiev lyons:lyon ' +
  'hannover:hanover braunschweig:brunswick luzern:lucerne basle:basel den-haag:hague strassburg:strasbourg';

/** Another language's name of a city → its English name (folded). */
export const CITY_NAMES: ReadonlyMap<string, string> = new Map(
  CITY_PAIRS.split(' ').map((pair) => {
    const [other = '', english = ''] = pair.split(':');
    return [other, english] as const;
  }),
);

/** Countries and states as they end an address, folded. Being in the same one says next to nothing. */
export const REGIONS: ReadonlySet<string> = new Set(
  (
    'usa|us|united states|united states of america|uk|united kingdom|great britain|england|scotland|wales|ireland|germany|' +
    'deutschland|austria|osterreich|switzerland|schweiz|suisse|france|italy|italia|spain|espana|portugal|netherlands|' +
    'the netherlands|nederland|holland|belgium|belgique|belgie|luxembourg|denmark|danmark|norway|norge|sweden|sverige|' +
    'finland|suomi|iceland|poland|polska|czech republic|czechia|slovakia|slovenia|hungary|romania|bulgaria|greece|hellas|' +
    'turkey|turkiye|russia|ukraine|serbia|croatia|estonia|latvia|lithuania|canada|mexico|brazil|brasil|argentina|chile|' +
    'colombia|peru|china|pr china|p r china|hong kong|taiwan|japan|korea|south korea|republic of korea|india|pakistan|' +
    'bangladesh|singapore|malaysia|thailand|indonesia|vietnam|philippines|australia|new zealand|israel|egypt|south africa|' +
    'nigeria|kenya|morocco|saudi arabia|uae|iran|qatar|cyprus|malta|' +
    'al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|' +
    'ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy|dc|on|bc|qc|ab|mb|nsw|vic|qld|california|texas|florida|illinois|massachusetts|' +
    'new jersey|pennsylvania|michigan|virginia|maryland|ohio|wisconsin|minnesota|ontario|quebec|british columbia'
  ).split('|'),
);
