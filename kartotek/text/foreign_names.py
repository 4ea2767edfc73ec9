"""What fields and types of publications are called elsewhere, and what they are called here.

One table for the hints of `check` and for importers. The names are those of BibTeX, biblatex, CSL, RIS, Zotero,
HugoBlox, Elsevier Pure, DataCite, Dublin Core and Crossref, and everyday words in English, Danish, Norwegian, German
and French. A name is found whatever its case and the signs in it: `Container-Title` is `containertitle`.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

_IN_JOURNAL = "article-journal review editorial letter book-review article-newspaper article-magazine"
_IN_BOOK = "chapter paper-conference conference-abstract"
_EVENTS = "poster exhibition performance artefact"
_INSTITUTIONS = "thesis report working-paper software other"
_ALONE = "book anthology thesis report working-paper preprint other"


@dataclass(frozen=True, slots=True)
class Name:
    """One row: `field` is what `typed` names mean, for entries of these `types` (all, if there are none).

    `shape` is how to write it where that is more than another name before the same value: VALUE stands for the value.
    """

    field: str
    typed: str
    types: str = ""
    shape: str = ""


# Rows with types come first: the first row that fits the name, the type and the fields of the map at hand is meant.
_NAMES = (
    # who
    Name(
        "authors",
        "author aut au a1 creator creators contributor contributors authorlist byline writer writers persons"
        " forfatter forfattere ophav opphav autor autoren autorin verfasser urheber auteur auteurs auteure artist"
        " inventor inventors programmer presenter",
    ),
    Name("editors", "editor ed eds a2 bookeditor containerauthor redaktør redaktører herausgeber hrsg"
         " éditeurscientifique éditeursscientifiques directeur directeurs"),
    Name("translators", "translator a4 oversætter oversættere oversetter oversettere übersetzer traducteur"
         " traducteurs"),
    Name("supervisors", "supervisor advisor advisors vejleder vejledere veileder veiledere betreuer directeurdethèse"),
    Name("name", "fullname displayname navn fuldenavn nom title titel tittel"),
    Name("given", "first firstname firstnames givenname givennames forename fornavn fornavne vorname prénom prenom"),
    Name("family", "last lastname surname familyname efternavn etternavn nachname familienname nomdefamille"),
    Name("suffix", "jr namesuffix"),
    Name("literal", "group organization organisation collaboration corporate corporateauthor institutionname"),
    Name("affiliations", "affiliation aff institution institutions tilhørsforhold tilknytning zugehörigkeit"
         " affiliationname"),
    Name("orcid", "orcidid orcidurl"),
    Name("corresponding", "correspondingauthor iscorresponding korresponderende"),
    Name("position", "role jobtitle stilling beruf poste"),
    Name("biography", "bio biografi biographie vita description summary"),
    # what
    Name("title", "ti t1 name titel tittel titre overskrift hovedtitel intitulé maintitle"),
    Name("subtitle", "undertitel undertittel untertitel soustitre titleaddon shorttitleaddon"),
    Name("translated_title", "titletranslation origtitle originaltitle oversattitel titleenglish titelengelsk"),
    Name("type", "itemtype publicationtype publicationtypes pubtype entrytype ty doctype documenttype genre"
         " publikationstype publikasjonstype kategori publikationstyp typedepublication resourcetype"),
    Name("abstract", "summary ab n2 resumé resume resumen zusammenfassung description abstractnote beskrivelse"
         " abstracttext sammenfatning sammendrag résumé"),
    Name("keywords", "keyword kw tag tags subject subjects emneord nøgleord nøkkelord stikord emner schlagwort"
         " schlagworte"
         " schlagwörter motscles motsclés descriptors topics topic freekeywords controlledkeywords"),
    Name("language", "lang langid la languageid locale sprog språk sprache langue hyphenation"),
    Name("note", "notes annote annotation extra addendum bemærkning bemærkninger merknad merknader noter anmerkung"
         " remarque"),
    Name("award", "prize pris preis prix"),
    Name("category", "contenttype researchcategory forskningskategori"),
    Name("peer_reviewed", "peerreview refereed reviewed refereebedømt peerreviewed fagfællebedømt fagfellevurdert"
         " begutachtet"),
    # when
    Name("filed", "date filingdate applicationdate submitted", "patent"),
    Name("start", "date begin from startdate eventdate dato beginn début"),
    Name("end", "until to enddate slut ende fin"),
    Name("awarded", "dateofaward degreedate forsvarsdato promotionsdatum defended graduated"),
    Name(
        "issued",
        "date year py y1 da published publicationdate publicationyear publicationdates publisheddate pubdate pubyear"
        " publishdate issueddate issuedate datepublished dateissued publishedprint udgivet udgivelsesår udgivelsesdato"
        " udgivelse dato år aar publiceret jahr datum erscheinungsjahr veröffentlicht erscheinungsdatum année annee"
        " publié datedepublication utgitt utgivelsesår utgivelsesdato publisert publiseringsdato publiseringsår årstall"
        " awarded filed",
    ),
    Name("online", "publishedonline epub firstonline epubdate onlinedate dateonline availableonline"),
    Name("accepted", "accepteddate dateaccepted acceptance antaget akzeptiert accepté"),
    Name("submitted", "submitteddate datesubmitted received indsendt eingereicht soumis"),
    Name("born", "birth birthdate dateofbirth født fødselsdato geboren naissance"),
    Name("died", "death deathdate dateofdeath død gestorben décès"),
    Name("founded", "established stiftet grundlagt gegründet fondé"),
    Name("closed", "dissolved nedlagt aufgelöst"),
    Name("status", "pubstate publicationstatus publikationsstatus"),
    Name("draft", "kladde entwurf brouillon"),
    Name("publish_on", "publishfrom showfrom visiblefrom"),
    # in what
    Name(
        "book",
        "booktitle bookname bt containertitle publicationtitle proceedings proceedingstitle hosttitle hostpublication"
        " hostpublicationtitle værtspublikation bog bogtitel bok boktittel buch buchtitel livre titredulivre"
        " publication journal"
        " journaltitle t2",
        _IN_BOOK,
    ),
    Name(
        "journal",
        "journaltitle journalname journalabbreviation publicationtitle publication containertitle jo jf t2 booktitle"
        " tidsskrift tidsskriftstitel tidsskrifttittel zeitschrift revue nomdelarevue periodical magazine newspaper"
        " book source",
        f"{_IN_JOURNAL} other",
    ),
    Name("series", "booktitle containertitle publicationtitle t2", _ALONE),
    Name("event", "booktitle containertitle publicationtitle t2", _EVENTS, "event: {name: VALUE}"),
    Name("journal", "journaltitle journalname jo jf tidsskrift zeitschrift revue"),
    Name("book", "booktitle bookname bogtitel boktittel buchtitel"),
    Name("journal", "publication"),
    Name("container_title_short", "publicationshort"),
    Name("series", "seriestitle t3 collectiontitle serie skriftserie reihe collection publicationseries"),
    Name(
        "event",
        "conference conferencename conferencetitle eventname eventtitle meeting meetingname konference konferanse"
        " konferenz"
        " conférence colloque begivenhed",
        shape="event: {name: VALUE}",
    ),
    Name("event", "eventdate eventstart conferencedate", shape="event: {name: ..., start: VALUE}"),
    Name("event", "eventplace conferenceplace conferencelocation", shape="event: {name: ..., place: VALUE}"),
    Name("event", "venue location address city place", _EVENTS, "event: {name: ..., place: VALUE}"),
    Name("event", "venue", shape="event: {name: ..., place: VALUE}"),
    Name("series_number", "seriesnumber collectionnumber numberinseries serienummer reihennummer"),
    Name("volume", "vol vl bind bd årgang argang band jahrgang tome journalvolume"),
    Name("issue", "number no nr is num issuenumber journalissue hæfte haefte hefte nummer heft numéro numero",
         _IN_JOURNAL),
    Name("issue", "issuenumber journalissue hæfte haefte hefte heft"),
    Name("number", "issue reportnumber patentnumber documentnumber nr no reportno nummer",
         "report working-paper patent"),
    Name("number", "reportnumber patentnumber documentnumber patentno"),
    Name("article_number", "eid artnum articlenumber articleno elocationid enumber artikelnummer"),
    Name("number_of_pages", "pages numpages pagecount pagetotal numberofpages sidetal antalsider antallsider seitenzahl"
         " nombredepages page", "book anthology thesis report preprint"),
    Name("number_of_pages", "numpages pagecount pagetotal antalsider antallsider seitenzahl nombredepages"),
    Name("pages", "page pp pagerange sp pagefirst startpage side sider sidetal seite seiten pagination"),
    Name("chapter", "chapternumber kapitel chapitre"),
    Name("edition", "ed version udgave oplag utgave opplag auflage édition", "book anthology chapter report"),
    Name("version", "edition versionnumber softwareversion", "software dataset preprint"),
    # from whom and where
    Name("institution", "school university organization organisation degreegrantor grantor universitet"
         " universität université hochschule skole", _INSTITUTIONS),
    Name("publisher", "organization organisation institution forlag verlag pb publishername howpublished"
         " publishedby udgiver utgiver éditeur maisondédition",
         f"{_IN_BOOK} book anthology dataset preprint article-newspaper article-magazine patent"),
    Name("organisations", "organization organisation department managingorganisation"
         " organizations organisationalunits organisationer enhed enheder",
         shape="organisations: [ID], with the names of entries in content/organisations/"),
    Name("publisher", "pb publishername forlag verlag udgiver utgiver éditeur editeur maisondédition"),
    Name("institution", "school university degreegrantor universitet universität université hochschule"),
    Name("place", "location address city cy town publisherplace placeofpublication publisherlocation"
         " udgivelsessted utgivelsessted sted by ort verlagsort erscheinungsort lieu ville"),
    Name("country", "land pays countrycode"),
    Name("qualification", "degree thesistype degreetype grad akademiskgrad abschluss diplôme", "thesis"),
    Name("qualification", "degree thesistype degreetype"),
    Name("medium", "format media materiale"),
    Name("code_repository", "coderepository repository sourcecode repo kildekode", "software dataset"),
    Name("programming_language", "programminglanguage programminglanguages programmeringssprog", "software"),
    Name("ipc", "ipcclass ipcclasses internationalpatentclassification", "patent"),
    Name("commissioned_by", "client opdragsgiver rekvirent auftraggeber"),
    # identifiers and addresses
    Name("doi", "do doinumber digitalobjectidentifier"),
    Name("arxiv", "eprint arxivid arxivnumber"),
    Name("pmid", "pubmed pubmedid pm"),
    Name("pmcid", "pmc pubmedcentral"),
    Name("handle", "hdl handleid"),
    Name("isbn", "isbn13 isbn10 sn isbns printisbn"),
    Name("eisbn", "isbnonline onlineisbn electronicisbn isbnelectronic"),
    Name("issn", "issnl pissn issns issnprint printissn"),
    Name("eissn", "issnonline onlineissn electronicissn issnelectronic"),
    Name("identifiers", "identifier otherid ids uid accessionnumber an lccn ark openalex openalexid raid rrid scopusid"
         " swhid urn urnnbn wikidata wosid wosuid", shape="identifiers: [VALUE]"),
    Name("cite_key", "citekey citationkey bibtexkey key citationid id"),
    Name("cite_keys", "ids citekeyaliases"),
    Name("plain_summary", "laysummary plainlanguagesummary lægmandsresume lægmandsresumé lekmannssammendrag"
         " populärvetenskapligsammanfattning", shape="plain_summary: {en: VALUE}"),
    Name("apc", "articleprocessingcharge publicationcharge apcamount", shape="apc: {amount: VALUE, currency: EUR}"),
    Name("files", "pdf file filename attachment attachments fulltext document documents urlpdf pdfurl fil filer"
         " vedhæftning vedhæftet vedlegg anhang piècejointe"
         " datei fichier electronicversion electronicversions", shape="files: [{path: VALUE}]"),
    Name("path", "file filename src pdf fil sti datei fichier"),
    Name("authors", "authornotes", shape="authors: [{name: ..., equal: true}]"),
    Name("links", "email mail emailaddress epost mailadresse courriel",
         shape="links: [{label: Mail, url: 'mailto:VALUE'}]"),
    Name("links", "link slides urlcode urlproject urlslides urldataset urlposter urlsource urlvideo urlpreprint website"
         " lenke lenker liens", shape="links: [{label: ..., url: VALUE}]"),
    Name("url", "uri ur href link website homepage webaddress adresse webadresse hjemmeside webseite lien"),
    Name("label", "text title name caption titel"),
    Name("image", "picture photo photograph cover thumbnail featuredimage billede foto forside bild titelbild"
         " couverture"),
    Name("image_alt", "alt alttext imagealt altimage caption billedtekst"),
    Name("aliases", "alias redirectfrom oldurl oldurls permalink slug"),
    Name("license", "rights copyright licence licens lisens lizenz licenseurl usagerights"),
    Name("open_access", "oa openaccess oastatus access accesstype openaccesspermission oacolor"),
    Name("access", "openaccesspermission visibility adgang zugang"),
    Name("embargo_until", "embargo embargodate embargoenddate embargountil availablefrom"),
    # around it
    Name("projects", "project projekt projekter projet projets"),
    Name("funding", "grant grants funder funders grantnumber awardnumber fundingdetails bevilling bevillinger"
         " finansiering"
         " förderung financement", shape="funding: [{funder: VALUE}]"),
    Name("grant", "grantnumber awardnumber number awardid grantid"),
    Name("related", "relation relations relatedpublications relateditems crossref xref",
         shape="related: [{id: ..., relation: ...}]"),
    Name("sdgs", "sdg goals sustainabledevelopmentgoals verdensmål"),
    Name("featured", "selected highlight pinned fremhævet"),
    Name("retracted", "retraction isretracted withdrawn"),
    Name("parent", "partof parentorganisation parentid delaf overordnet"),
    Name("ror", "rorid rorurl"),
    Name("acronym", "short shortname abbreviation forkortelse abkürzung sigle"),
    Name("same_as", "sameas wikidata viaf gnd isni openalex openalexid raid researcherid scopus scopusid wosid"),
    Name("other_names", "aka alternativename alternativenames othernames variants aliasnames"),
    Name("synonyms", "altlabel altlabels synonym synonymer"),
    Name("label", "preflabel keyword term emneord"),
)  # fmt: skip


def folded(name: str) -> str:
    """A name without case and signs, by which the tables are searched: "Container-Title" is "containertitle"."""
    return re.sub(r"[\W_]", "", name).casefold()


@cache
def _by_name() -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = {}
    for row in _NAMES:
        for name in row.typed.split():
            found.setdefault(folded(name), []).append(row)
    return found


def field_meant(name: str, type_: str, fields: Collection[str]) -> Name | None:
    """The row for a field that is called `name` elsewhere, in an entry of a type ("" if it has none), or None.

    `fields` are those that may be meant; one of their names with other signs in it (`peer-reviewed`) means that field.

    >>> field_meant("number", "article-journal", {"number", "issue"}).field
    'issue'
    """
    plain = folded(name)
    for row in _by_name().get(plain, ()):
        if row.field in fields and (not row.types or type_ in row.types.split()):
            return row
    same = next((field for field in fields if field != name and folded(field) == plain), None)
    return Name(same, name) if same else None


_TYPES = (
    ("article-journal", "article journalarticle articlejournal jour researcharticle paper originalarticle"
     " scholarlyarticle contributiontojournal tidsskriftartikel tidsskriftsartikel tidsskriftartikkel artikel"
     " artikkel zeitschriftenartikel aufsatz"
     " articlederevue articlescientifique 2"),
    ("review", "reviewarticle literaturereview survey oversigtsartikel systematicreview"),
    ("editorial", "leder editorialmaterial foreword"),
    ("letter", "letters lettertotheeditor læserbrev"),
    ("book-review", "reviewbook bookreviews anmeldelse boganmeldelse bokanmeldelse rezension recension compterendu"),
    ("article-newspaper", "newspaperarticle news newsarticle avisartikel avisartikkel kronik zeitungsartikel"),
    ("article-magazine", "magazinearticle mgzn magasinartikel"),
    ("book", "monograph bog bok monografi buch monographie livre ouvrage mvbook 5"),
    ("anthology", "editedbook collection antologi sammelband mvcollection editedvolume"),
    ("proceedings", "conferenceproceedings mvproceedings konferencebog konferencerapport tagungsband konferenzband"
     " actes actesdecolloque"),
    ("manual", "handbog brugervejledning vejledning manualer handbuch handbücher bedienungsanleitung manuel guide"
     " moded'emploi technicaldocumentation"),
    ("chapter", "incollection inbook bookchapter booksection bookpart chap kapitel bogkapitel kapittel bokkapittel"
     " buchkapitel chapitre"
     " bidragtilbog 6"),
    ("entry-encyclopedia", "encyclopediaarticle encyclopediaentry inreference encyc referenceentry leksikonartikel"
     " leksikonopslag lexikonartikel lexikoneintrag enzyklopädieeintrag articled'encyclopédie entréed'encyclopédie"),
    ("entry-dictionary", "dictionaryentry dict ordbogsartikel ordbogsopslag wörterbucheintrag wörterbuchartikel"
     " articlededictionnaire entréededictionnaire"),
    ("paper-conference", "inproceedings conference conferencepaper proceedingsarticle cpaper conferencecontribution"
     " konferencebidrag konferenceartikel konferansebidrag konferanseartikkel konferenzbeitrag actedecolloque"
     " communicationdeconférence 1"),
    ("poster", "conferenceposter plakat"),
    ("talk", "presentation conferencepresentation speech lecture foredrag oplæg forelæsning vortrag referat rede"
     " conférence communication exposé slides slide"),
    ("conference-abstract", "abstract meetingabstract konferenceabstract"),
    ("thesis", "phdthesis mastersthesis masterthesis doctoralthesis doctoraldissertation dissertation bachelorthesis"
     " phd thes ph.d.afhandling afhandling phdafhandling speciale doktorarbeit avhandling doktoravhandling"
     " doktorgradsavhandling dissertasjon thèse mémoire licentiatethesis 7"),
    ("student-thesis", "studentthesis studentproject supervisedstudentpublication studenteropgave studenterspeciale"
     " masteroppgave"
     " studenterprojekt studentenarbeit abschlussarbeit mémoired'étudiant travaild'étudiant"),
    ("report", "techreport technicalreport rprt rapport bericht reports govdoc 4"),
    ("standard", "standards technicalstandard stand norm norme"),
    ("working-paper", "workingpaper discussionpaper arbejdspapir arbeidsnotat arbeitspapier manuscript"),
    ("preprint", "postedcontent unpb eprint forhåndstryk 3"),
    ("patent", "pat brevet patentskrift 8"),
    ("dataset", "data datasets datasæt datasett datensatz database"),
    ("software", "computerprogram comp program code sourcecode softwareversion"),
    ("exhibition", "udstilling ausstellung exposition"),
    ("performance", "forestilling koncert concert"),
    ("artefact", "artifact artwork figure værk"),
    ("video", "videorecording film movie motionpicture movingimage videos videooptagelse videoaufnahme filmoptagelse"
     " vidéo"),
    ("podcast", "podcastepisode podcastafsnit podcastfolge episode radiobroadcast broadcast radioudsendelse balado"),
    ("map", "maps kort landkort karte landkarte carte cartographicmaterial"),
    ("interview", "interviews samtale gespräch entretien"),
    ("webpage", "website online electronic internetside hjemmeside webside websted webseite pageweb siteweb elec www"
     " onlineresource"),
    ("post-weblog", "blog blogpost blogposting blogindlæg blogbeitrag billetdeblog articledeblog forumpost"),
    ("legal-case", "case courtdecision courtcase judgment jurisdiction dom retsafgørelse kendelse afgørelse urteil"
     " gerichtsentscheidung gerichtsurteil arrêt jugement"),
    ("legislation", "statute law act bill regulation treaty lov bekendtgørelse gesetz verordnung loi décret stat"),
    ("course-material", "coursematerials teachingmaterial learningobject learningresource lecturenotes"
     " undervisningsmateriale kompendium lehrmaterial unterrichtsmaterial skript matérieldecours supportdecours"),
    ("other", "misc generic gen document booklet unpublished andet diverse sonstiges autre 0"),
)  # fmt: skip
"""Types of BibTeX, CSL, RIS, Zotero, Crossref, DataCite, Pure and HugoBlox (its old numbers, too), and everyday
words."""


@cache
def types_by_name() -> dict[str, str]:
    """What types are called elsewhere, folded, with the type that it is here."""
    return {folded(name): type_ for type_, names in _TYPES for name in names.split()}
