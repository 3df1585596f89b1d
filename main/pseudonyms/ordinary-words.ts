const listed = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u));

/** What given names and surnames are made of and test accounts are called: it tells of nobody, and a text is worth little without it. */
export const namelessWords = listed(
  `account admin administrator application azure cloud contoso conditional demo department entra exchange external global graph
  group guest helpdesk intune license licence mailbox member meeting microsoft office owner permission person name address phone place
  device detail policy principal printer production reader resource role room scanner security service shared sync system team teams
  temp template tenant test tester testing user users
  and bint del della den der des dos ibn las los the und von vom zum zur`,
);

/**
 * Given names and surnames that are words of many sentences too. In a note they are a name only with a capital letter: "ask Will", but
 * "it will end".
 */
export const ordinaryWords = listed(
  `able alt amber angel april archer art august autumn bacon baker ball bang banks bar barber base bass batch bay bean bell berry best bill
  bin bird bishop bitte black blanc block blue bond book booth bowl branch bread break bright brook brown buck bush butler can care carry
  case cash chance chase christian church clear close coach coin cook cool cope could cross daily dank das dawn day denn do drop duke dung
  earl early east else ever fair faith fan fang far fest field fields fine fish flower fly ford forest foster fox free frei french friend
  frost game gang garden gates gay gern glass gold good grace grand grant gray green grey gross groß gut guy hall halt hand hang hardy
  hart hat haven hay head heaven heiß herr hill holiday home honey hood hook hope house hung hunt hunter ich jay jet job joy judge jun
  june jung junior just kann kein key keys kid king kit klein knight know krank kurz lake lamb land lane lang large last late laut law lay
  leaf leer less licht link list little lock long lord love low luck mac main major mal mar mark market marsh martial max may mehr mercy
  mild mile mill mine mint miss mit moon more most much neu nice nicht night noble noch noon norm north null oder old olive only pace page
  park parks pass patience paz peace per ping place pond pool poor pope porter post pound power powers precious price prince proper queen
  quick ran read real recht reed rice rich ride ring river rock rod root rose ruby rule rush sage sail sales salt sample sand sang scan
  school sea seal see sein self sharp sheriff short silver singer sky slack small smart smith snow sol soll sommer son song south spear
  spring star stark start steel steep stein still stone storm strange street strong sum summer sun sweet swift sword süß tab tag tan
  temple they time tod toll tower town trace trade tree true trust turner two union vale valentine van vent voll wait wall wann ward
  warden warm was wasser water way week weiss weiß well wer west wheel white wide wie wild will win wine wing winter wir wise wolf wood
  woods word work worth yes you young zeit`,
);
