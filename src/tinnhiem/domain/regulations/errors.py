"""What can be wrong with a pack, a case, a calendar or a holder of office, each as a fact of its own."""

from tinnhiem.common.errors import DomainError


class PackUnreadable(DomainError):
    """A file of a pack that is no TOML: params file, line, reason."""

    code = "pack_unreadable"


class PackHeaderMissing(DomainError):
    """A folder given as a pack that holds none: params folder."""

    code = "pack_header_missing"


class PackFieldMissing(DomainError):
    """A row without a field it needs: params file, line, rule, field."""

    code = "pack_field_missing"


class PackFieldUnknown(DomainError):
    """A row with a field nobody reads, so probably misspelled: params file, line, rule, field."""

    code = "pack_field_unknown"


class PackFieldWrong(DomainError):
    """A field of the wrong type: params file, line, rule, field, wanted."""

    code = "pack_field_wrong"


class PackWordUnknown(DomainError):
    """A word outside its enumeration: params file, line, rule, field, word, allowed."""

    code = "pack_word_unknown"


class PackFloat(DomainError):
    """A decimal number; shares are fractions in quotes: params file, line, rule, field."""

    code = "pack_float"


class PackBooleanForNumber(DomainError):
    """True or false where a number is meant: params file, line, rule, field."""

    code = "pack_boolean_for_number"


class PackFractionWrong(DomainError):
    """A share that is not written as a fraction between 0 and 1: params file, line, rule, field, word."""

    code = "pack_fraction_wrong"


class DenominatorUnknown(DomainError):
    """A share of something that is not counted: params file, line, rule, word, allowed."""

    code = "denominator_unknown"


class ArticleMissing(DomainError):
    """A rule that does not say which article it comes from: params file, line, rule."""

    code = "article_missing"


class BandsDisordered(DomainError):
    """Bands of an outcome that do not fall from high to low: params file, line, rule."""

    code = "bands_disordered"


class BandsIncomplete(DomainError):
    """An outcome that leaves a share without an answer: params file, line, rule."""

    code = "bands_incomplete"


class ProvisionalReasonMissing(DomainError):
    """A provisional rule without its reason: params file, line, rule."""

    code = "provisional_reason_missing"


class PeriodWrong(DomainError):
    """A row whose last day lies before its first: params file, line, rule, starts_on, last_on."""

    code = "pack_period_wrong"


class RuleGap(DomainError):
    """Days between two versions of a rule: params file, line, rule, starts_on, last_on."""

    code = "rule_gap"


class RuleOverlap(DomainError):
    """Two versions of a rule on one day: params file, line, rule, on, other_file, other_line."""

    code = "rule_overlap"


class EraOverlap(DomainError):
    """Two eras of one jurisdiction that share a day: params jurisdiction, era, other."""

    code = "era_overlap"


class LayerCircular(DomainError):
    """Packs that lie over each other in a circle: params file, chain."""

    code = "layer_circular"


class LayerUnknown(DomainError):
    """A pack over one that was not loaded: params file, pack, over."""

    code = "layer_unknown"


class LayerReversed(DomainError):
    """A pack over one of a narrower layer: params file, pack, over."""

    code = "layer_reversed"


class PackTwice(DomainError):
    """Two packs with one id: params file, pack."""

    code = "pack_twice"


class OverrideForbidden(DomainError):
    """A local pack changes a rule that the law does not leave to it: params file, line, rule."""

    code = "override_forbidden"


class AdoptionIncomplete(DomainError):
    """A local pack in force without the document or the consultation behind it: params file, field."""

    code = "adoption_incomplete"


class NoPackOnDate(DomainError):
    """A day before every era of a jurisdiction, or a jurisdiction nobody loaded: params jurisdiction, on."""

    code = "no_pack_on_date"


class NoRuleOnDate(DomainError):
    """A procedure for which no rule is in force that day: params procedure, stage, on."""

    code = "no_rule_on_date"


class RuleMissing(DomainError):
    """A rule asked for by its id that is not in force: params rule, on."""

    code = "rule_missing"


class RuleOfOtherKind(DomainError):
    """A rule that holds another kind of value than the reader needs: params rule, wanted."""

    code = "rule_of_other_kind"


class CaseUnreadable(DomainError):
    """A case that is no JSON object: params file, reason."""

    code = "case_unreadable"


class CaseFieldMissing(DomainError):
    """A case without a field it needs: params field."""

    code = "case_field_missing"


class CaseFieldUnknown(DomainError):
    """A case with a field nobody reads: params field."""

    code = "case_field_unknown"


class CaseFieldWrong(DomainError):
    """A field of a case of the wrong type: params field, wanted."""

    code = "case_field_wrong"


class CaseWordUnknown(DomainError):
    """A word of a case outside its enumeration: params field, word, allowed."""

    code = "case_word_unknown"


class CountNotWhole(DomainError):
    """A count that is no whole number of zero or more: params field, value."""

    code = "count_not_whole"


class CountsContradict(DomainError):
    """More of one thing than of what it is taken from: params more, more_count, less, less_count."""

    code = "counts_contradict"


class NobodySummoned(DomainError):
    """A vote to which nobody was summoned."""

    code = "nobody_summoned"


class OptionsDoNotAddUp(DomainError):
    """Votes for the options that are not the valid ballots: params total, valid."""

    code = "options_do_not_add_up"


class OptionAboveValid(DomainError):
    """A name on more ballots than were valid: params option, valid."""

    code = "option_above_valid"


class CalendarUnreadable(DomainError):
    """A calendar file that contradicts itself: params file, day, reason."""

    code = "calendar_unreadable"


class NoDecider(DomainError):
    """An act for which the rules of the day name nobody: params act, school_level, on."""

    code = "no_decider"


class TwoDeciders(DomainError):
    """An act for which the rules of the day name two offices: params act, school_level, on, offices."""

    code = "two_deciders"


class WrongHolder(DomainError):
    """An act by somebody other than the office the rules name: params act, holder, rightful."""

    code = "wrong_holder"


class DelegationWrong(DomainError):
    """A delegation that does not carry the act: params act, holder, reason."""

    code = "delegation_wrong"


class DelegationPassedOn(DomainError):
    """An act by somebody whom a delegate chose, where that is not allowed: params act, holder, giver."""

    code = "delegation_passed_on"
