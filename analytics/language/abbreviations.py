"""Words whose full stop does not end a sentence, by language.

Words in lower case match any case; words with a capital match only as written (``No.`` is a number, ``no.`` is an answer). Abbreviations with
inner full stops (``e.g.``, ``z.B.``, ``S.p.A.``) need no entry: their form gives them away.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The abbreviations of one language, each without its last full stop.

    Parameters
    ----------
    never_end : frozenset of str
        A name or noun must follow: titles, ``vs``, ``cfr``.
    before_number : frozenset of str
        Abbreviated only where a number follows: ``No. 5``, ``Jan. 16``, ``art. 9``.
    may_end : frozenset of str
        Can stand inside a sentence and at its end: ``Inc``, ``Ltd``.
    """

    never_end: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]

    def holds(self, kind: str, word: str) -> bool:
        """Say whether a word as written belongs to one of the three kinds."""
        words: frozenset[str] = getattr(self, kind)
        return word in words or word.lower() in words


_EVERYWHERE = "dr prof mr mrs vs St"

_NEVER_END = {
    "en": "ms messrs rev hon fr Rep Reps Sen Sens Gov Gen Lt Col Maj Capt Cmdr Adm Sgt Cpl Pvt Brig Amb Pres Supt Insp Det Mt Ft approx est "
    "dept Calif Conn Penn cf viz ca incl resp",
    "it": "dott dottssa sig sigg sigra avv ing on sen gen col magg cap mons geom rag arch cav comm pres min amb cfr cit spett egr ss mld mln ca "
    "tel sgg segg lett prov S",
    "fr": "M MM Me mme mmes mlle mgr vve cf env ex av ch tél Cie Sté",
    "de": "hr fr frau hrn dipl ing mag bzw ca vgl evtl ggf inkl exkl gem lt sog zzgl abzgl rd tel mio mrd tsd geb gest stv z d u o",
    "es": "sr sra sres srta d dña dra lic ing arq gral cnel cap tte ud uds vd pbro mons av avda ej cf aprox tel mill EE máx mín",
    "pt": "sr sra srs dra exmo exma eng arq gal gen cel cap ten min dep sen gov pres av ex cf aprox tel mi bi",
    "nl": "dhr mevr mw drs ir ing mr jhr bv bijv bijz ca vgl resp incl excl t.a.v o.l.v dir gen kol lt min sen tel mld mln",
    "pl": "p mec inż mgr hab red gen płk kpt por ks bp abp św im ul al pl os np tzw tj tzn m.in wg ok godz tys mln mld woj pow gm zob por ww wym",
    "ru": "г-н г-жа гр им ул пр просп пл д кв обл р-н проф акад ген полк кап ред др тыс млн млрд трлн руб коп долл напр т.е т.н т.к св тов см ср",
    "tr": "sn av doç yrd öğr uzm op alb yzb bkz krş örn mah cad sok apt",
    "ko": "",
    "ar": "د أ م ص هـ",
}

_BEFORE_NUMBER = {
    "en": "No Nos no nos fig figs vol vols p pp pg ch sec art arts para paras reg Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec",
    "it": "art artt n nn nr num pag pagg p pp cap capp par vol voll fig figg tab comma co all c lett gen genn feb febb mar apr mag giu lug ago set "
    "sett ott nov dic",
    "fr": "art n no nos p pp vol chap fig tab al par janv févr fév avr juil sept oct nov déc",
    "de": "nr nrn art abs s bd kap abb tab ziff lit jan jän feb febr mär apr jun jul aug sep sept okt nov dez",
    "es": "art arts n núm núms nro no pág págs p pp vol cap caps fig tab inc ap ene feb mar abr may jun jul ago sep sept oct nov dic",
    "pt": "art arts n nº núm pág págs p pp vol cap fig tab inc al jan fev mar abr mai jun jul ago set out nov dez",
    "nl": "nr nrs art blz p pp hfst fig tab lid jan feb febr mrt apr jun jul aug sep sept okt nov dec",
    "pl": "nr art ust pkt lit str s rozdz rys tab poz t dz sty lut mar kwi cze lip sie wrz paź lis gru",
    "ru": "ст стр с п пп гл рис табл т № янв фев мар апр июн июл авг сен сент окт ноя нояб дек",
    "tr": "no s md sh ss cilt şek oca şub mar nis haz tem ağu eyl eki kas ara",
}

_MAY_END = {
    "en": "Inc Corp Co Cos Ltd Bros Jr Sr Ave Blvd Rd",
    "it": "spa srl soc jr",
    "fr": "jr bd boul",
    "de": "str jr mrd mio",
    "es": "cía ltda jr UU",
    "pt": "cia ltda jr",
    "nl": "jr str",
    "pl": "r w br bm",
    "ru": "г гг в вв р чел экз",
    "tr": "ltd şti",
}


def _words(table: dict[str, str], language: str) -> frozenset[str]:
    return frozenset(table.get(language, "").split())


@cache
def abbreviations(language: str) -> Abbreviations:
    """Return the abbreviations of a language; those used everywhere for a language without a list.

    Parameters
    ----------
    language : str
        Language code; a region (``pt-BR``) is ignored.
    """
    code = language.lower().split("-")[0]
    return Abbreviations(
        never_end=frozenset(_EVERYWHERE.split()) | _words(_NEVER_END, code),
        before_number=_words(_BEFORE_NUMBER, code),
        may_end=_words(_MAY_END, code),
    )


NOUNS_AFTER_COUNTRY = frozenset(
    "Administration Agency Air Ambassador Army Attorney Bank Border Capitol Census Chamber Chief Circuit Climate Coast Commerce Commission Congress "
    "Constitution Consulate Court Customs Defense Department Deputy District Dollar Embassy Energy Environmental Federal Fed Food Foreign Forces "
    "General Geological Government House Immigration Indo-Pacific Institute International Interior Justice Labor Marine Marines Marshals Military "
    "Mission National Naval Navy Olympic Open President Postal Public Representative Reps Rep Secret Secretary Security Sen Senate Senator Senators Space "
    "Special State States Steel Supreme Territory Trade Transportation Treasuries Treasury Troops Under Vice Virgin West".split()
)
"""English nouns that follow ``U.S.``, ``U.K.`` or ``U.N.`` inside a name, so that the full stop between them ends nothing."""
