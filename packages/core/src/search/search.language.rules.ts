/** Languages PostgreSQL (15 and later) can stem, by its names. `simple` stems nothing. */
export const SEARCH_LANGUAGES = [
  "simple", "arabic", "armenian", "basque", "catalan", "danish", "dutch", "english", "finnish", "french", "german", "greek", "hindi", "hungarian", "indonesian",
  "irish", "italian", "lithuanian", "nepali", "norwegian", "portuguese", "romanian", "russian", "serbian", "spanish", "swedish", "tamil", "turkish", "yiddish",
] as const;
export type SearchLanguage = (typeof SEARCH_LANGUAGES)[number];

/** Scripts that say the language, or near enough to stem by; for those written without spaces there is nothing to stem. */
const SCRIPTS: readonly [RegExp, SearchLanguage][] = [
  [/[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/gu, "simple"],
  [/\p{Script=Cyrillic}/gu, "russian"],
  [/\p{Script=Arabic}/gu, "arabic"],
  [/\p{Script=Greek}/gu, "greek"],
  [/\p{Script=Devanagari}/gu, "hindi"],
  [/\p{Script=Armenian}/gu, "armenian"],
  [/\p{Script=Tamil}/gu, "tamil"],
  [/\p{Script=Hebrew}/gu, "simple"],
];

/** The commonest little words of languages in Latin script: a sentence has several of its own language's, and few of another's. */
const LITTLE_WORDS: readonly [SearchLanguage, string][] = [
  ["english", "the of and to in is that it for was on are as with be this have from or by not at we you they which but can will there would been has if more when what about i do how"],
  ["german", "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei wir ich wie aber noch oder zum war"],
  ["french", "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se il sont avec ce nous vous cette mais je aux ou leur être ont été fait c'est"],
  ["spanish", "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha este sí porque esta son entre está cuando muy sin sobre también"],
  ["portuguese", "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também"],
  ["italian", "di e il la che in un a per è una non sono le con si da come i del della ma alla più al gli anche lo dei nel questo ci ha delle se nella ho o dal cosa abbiamo"],
  ["dutch", "de het een en van in is dat op te zijn met voor niet die er aan om ook als dan maar bij of uit naar nog wel we je ik hebben wordt kan was worden over heeft deze"],
  ["swedish", "och i att det som en på är av för med till den har inte om ett han men var jag sig från vi så kan nu ska eller när också hur hade blir skulle vad detta dem"],
  ["danish", "og i at det er en til af på for med den der som har ikke de et jeg vi kan om men var fra så hvis også skal eller være blev hvor nu da hvad dette vil sig"],
  ["norwegian", "og i det er på en til som for av at med har ikke den et jeg vi kan om men var fra så hvis også skal eller være ble hvor nå da hva dette vil seg etter"],
  ["finnish", "ja on ei että se oli mutta ovat hän kun myös niin kuin jos tai ole mitä nyt olla voi sen joka tämä siitä minä me sitä vain kanssa mukaan vielä jo sekä"],
  ["hungarian", "a az és hogy nem is egy ez meg de volt csak van mint el már még ha vagy azt minden kell lesz lehet ezt nagyon mert ki fel azért így lenne"],
  ["turkish", "ve bir bu da de için ile çok ne daha gibi en o ama olarak kadar var ben sonra mi her değil olan biz ki şey ya nasıl olduğu bunu"],
  ["romanian", "și de la în a cu că pe nu o un este din care mai să sau dar au fost pentru se ca le fi sunt am după cel această ce ne prin"],
  ["catalan", "de la i que el a en els les un per amb una és no es del al com més pel seu són ha va també o però aquest aquesta hi molt s'ha"],
  ["indonesian", "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke saya ada adalah kami kita bisa atau sudah karena oleh mereka lebih telah"],
  ["lithuanian", "ir yra kad į tai su iš bet kaip ne jo dėl o ar buvo per už jis apie nuo mes aš jų prie taip tik dar savo gali"],
];

const LANGUAGES_OF = new Map<string, SearchLanguage[]>();
for (const [language, words] of LITTLE_WORDS) for (const word of words.split(" ")) LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), language]);

/** So much of a text says what it is written in. */
const LOOKED_AT = 2_000;

/**
 * What a text is written in, as far as finding the stems of its words goes: by its script, or by the little words of its sentences.
 *
 * @returns null where there is too little to tell by, as in "Budget approved"
 */
export function languageOf(text: string): SearchLanguage | null {
  const looked = text.slice(0, LOOKED_AT);
  const letters = looked.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return null;
  // What is in another script has that to tell by.
  if (!/^[\0-\u024f\u2000-\u20ff]*$/.test(looked)) {
    for (const [script, language] of SCRIPTS) if ((looked.match(script)?.length ?? 0) > letters / 3) return language;
  }
  return byLittleWords(looked);
}

function byLittleWords(text: string): SearchLanguage | null {
  const counts = new Map<SearchLanguage, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{M}']+/gu)) {
    for (const language of LANGUAGES_OF.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!first || first[1] < 2) return null;
  return first[1] === second?.[1] ? null : first[0];
}
