/* Rendered by describe/render.py from the descriptions in core/; do not edit. */
/* clang-format off */
#ifndef SCVM_WORDS_H
#define SCVM_WORDS_H

/* What went wrong. The numbers are those of scvm::errc and never change. */
enum scvm_code {
    SCVM_OK = 0,
    SCVM_DOMAIN = 1, /* a value lies outside its documented range, or is not finite */
    SCVM_SIZE_MISMATCH = 2, /* the columns of one batch differ in length */
    SCVM_BAD_MODEL = 3, /* a model file is no JSON, or has an unknown, missing or mistyped key, or another version */
    SCVM_BAD_RECORD = 4, /* a record or a table in JSON is malformed */
    SCVM_UNKNOWN_ID = 5, /* an id or a column name that is not there */
    SCVM_NOT_FITTED = 6, /* the model lacks the parameters that the request needs, or they could not be estimated */
    SCVM_CLOSED = 7, /* the object was closed or disposed before the call */
    SCVM_BUFFER_SIZE = 8, /* the caller's buffer is too small for the result */
    SCVM_OUT_OF_MEMORY = 9, /* the host has no memory left */
    SCVM_INTERNAL = 10, /* none of the above: a defect of scvm, please report it */
    SCVM_STOPPED = 11, /* the caller asked to stop: nothing was changed, there is no result */
    SCVM_TOO_COSTLY = 12, /* the call would take more time or memory than its limits allow */
};

/* Each enum: the codes of a column of Arrow, and what documents say instead: scvm_…_words[code]. */

enum scvm_card_status_word {
    SCVM_CARD_STATUS_SCORED = 0, /* there is a group, a lifetime value or a social score */
    SCVM_CARD_STATUS_INSUFFICIENT_DATA = 1, /* there is none of them */
    SCVM_CARD_STATUS_EXCLUDED = 2, /* nothing of the customer may be used */
};
static const char* const scvm_card_status_words[] = {"scored", "insufficient_data", "excluded"};

enum scvm_segment_word {
    SCVM_SEGMENT_UNCLASSIFIED = 0, /* no score, hence no group */
    SCVM_SEGMENT_FAN = 1, /* satisfied and closely attached */
    SCVM_SEGMENT_SYMPATHIZER = 2, /* satisfied and attached */
    SCVM_SEGMENT_MERCENARY = 3, /* satisfied, not attached */
    SCVM_SEGMENT_CAPTIVE = 4, /* dissatisfied, held by attachment or by barriers */
    SCVM_SEGMENT_OPPONENT = 5, /* neither satisfied nor held */
};
static const char* const scvm_segment_words[] = {"unclassified", "fan", "sympathizer", "mercenary", "captive", "opponent"};

enum scvm_survey_status_word {
    SCVM_SURVEY_STATUS_SCORED = 0,
    SCVM_SURVEY_STATUS_NOT_ASKED = 1, /* the model has no questionnaire */
    SCVM_SURVEY_STATUS_NO_ANSWERS = 2, /* no answer of this customer counts */
    SCVM_SURVEY_STATUS_TOO_FEW_ANSWERS = 3, /* of satisfaction or of attachment */
    SCVM_SURVEY_STATUS_OUT_OF_RANGE = 4, /* an answer is off its scale, and the model's policy is to reject */
    SCVM_SURVEY_STATUS_NO_CONSENT = 5, /* the customer did not agree to it */
};
static const char* const scvm_survey_status_words[] = {"scored", "not_asked", "no_answers", "too_few_answers", "out_of_range", "no_consent"};

enum scvm_captive_kind_word {
    SCVM_CAPTIVE_KIND_NONE = 0, /* no captive */
    SCVM_CAPTIVE_KIND_AFFECTIVE = 1, /* attachment alone */
    SCVM_CAPTIVE_KIND_CALCULATIVE = 2, /* barriers alone */
    SCVM_CAPTIVE_KIND_BOTH = 3, /* attachment and barriers */
};
static const char* const scvm_captive_kind_words[] = {"none", "affective", "calculative", "both"};

enum scvm_response_marks_word {
    SCVM_RESPONSE_MARKS_ALL_EXTREME = 0, /* Every answer lies at an end of its scale: doubt the response. */
    SCVM_RESPONSE_MARKS_BROKEN_OFF = 1, /* Nothing is answered from some item on: doubt the response. */
    SCVM_RESPONSE_MARKS_HURT_FAN = 2, /* Dissatisfied, attached like a fan, not held: first in complaint handling. */
    SCVM_RESPONSE_MARKS_LATCHED = 3, /* Satisfied, unattached, held by barriers. */
    SCVM_RESPONSE_MARKS_ON_BOUNDARY = 4, /* A score lies on a boundary that mattered. */
    SCVM_RESPONSE_MARKS_STRAIGHT_LINING = 5, /* One answer along a block with reversed items: doubt the response. */
};
static const char* const scvm_response_marks_words[] = {"all_extreme", "broken_off", "hurt_fan", "latched", "on_boundary", "straight_lining"};

enum scvm_value_status_word {
    SCVM_VALUE_STATUS_SCORED = 0, /* from the customer's own repeat purchases */
    SCVM_VALUE_STATUS_POPULATION_SPEND = 1, /* scored; without a repeat purchase, the mean spend of all customers stands in */
    SCVM_VALUE_STATUS_FROM_PRIOR = 2, /* scored; the data alone do not determine the parameters: the model's purchasing_fit says more */
    SCVM_VALUE_STATUS_NOT_ASKED = 3, /* the model has no value rules */
    SCVM_VALUE_STATUS_NOT_FITTED = 4, /* the model lacks parameters of purchasing or of spending */
    SCVM_VALUE_STATUS_NO_PURCHASES = 5, /* no purchase of this customer counts, or refunds have undone them all */
    SCVM_VALUE_STATUS_NO_SPENDING = 6, /* the mean spend does not exist under the model's parameters */
    SCVM_VALUE_STATUS_UNDEFINED = 7, /* the parameters allow no finite value for this customer */
    SCVM_VALUE_STATUS_NO_CONSENT = 8, /* the customer did not agree to it */
};
static const char* const scvm_value_status_words[] = {"scored", "population_spend", "from_prior", "not_asked", "not_fitted", "no_purchases", "no_spending", "undefined", "no_consent"};

enum scvm_time_unit_word {
    SCVM_TIME_UNIT_HOUR = 0,
    SCVM_TIME_UNIT_DAY = 1,
    SCVM_TIME_UNIT_WEEK = 2,
    SCVM_TIME_UNIT_MONTH = 3,
};
static const char* const scvm_time_unit_words[] = {"hour", "day", "week", "month"};

enum scvm_network_score_status_word {
    SCVM_NETWORK_SCORE_STATUS_SCORED = 0,
    SCVM_NETWORK_SCORE_STATUS_NOT_ASKED = 1, /* the model has no network rules */
    SCVM_NETWORK_SCORE_STATUS_NO_INTERACTIONS = 2, /* nobody reacted and nothing was contributed, or it was hostile: nothing is known, which is not nothing */
    SCVM_NETWORK_SCORE_STATUS_NO_CONSENT = 3, /* the customer did not agree to it */
    SCVM_NETWORK_SCORE_STATUS_NOT_CARRIED = 4, /* a record of one customer, which brought no place in the network along */
};
static const char* const scvm_network_score_status_words[] = {"scored", "not_asked", "no_interactions", "no_consent", "not_carried"};

enum scvm_participation_class_word {
    SCVM_PARTICIPATION_CLASS_INACTIVE = 0,
    SCVM_PARTICIPATION_CLASS_LURKER = 1,
    SCVM_PARTICIPATION_CLASS_INTERMITTENT = 2,
    SCVM_PARTICIPATION_CLASS_HEAVY = 3,
};
static const char* const scvm_participation_class_words[] = {"inactive", "lurker", "intermittent", "heavy"};

enum scvm_equity_status_word {
    SCVM_EQUITY_STATUS_SCORED = 0,
    SCVM_EQUITY_STATUS_NOT_ASKED = 1, /* the model has no equity rules */
    SCVM_EQUITY_STATUS_NO_VALUE = 2, /* there is no lifetime value to start from: unknown is not zero */
    SCVM_EQUITY_STATUS_NO_CONSENT = 3, /* the customer did not agree to it */
    SCVM_EQUITY_STATUS_NOT_CARRIED = 4, /* a record of one customer, which brought no credit along */
};
static const char* const scvm_equity_status_words[] = {"scored", "not_asked", "no_value", "no_consent", "not_carried"};

enum scvm_stage_word {
    SCVM_STAGE_NONE = 0,
    SCVM_STAGE_FIND = 1,
    SCVM_STAGE_UNDERSTAND = 2,
    SCVM_STAGE_BIND = 3,
    SCVM_STAGE_DELIGHT = 4,
    SCVM_STAGE_INTEGRATE = 5,
};
static const char* const scvm_stage_words[] = {"none", "find", "understand", "bind", "delight", "integrate"};

enum scvm_complaint_status_word {
    SCVM_COMPLAINT_STATUS_SCORED = 0,
    SCVM_COMPLAINT_STATUS_NOT_ASKED = 1, /* the model has no service rules */
    SCVM_COMPLAINT_STATUS_NONE = 2, /* no complaint or praise of this customer counts */
    SCVM_COMPLAINT_STATUS_NO_CONSENT = 3, /* the customer did not agree to it */
    SCVM_COMPLAINT_STATUS_NOT_CARRIED = 4, /* a record of one customer, which did not say who listens: the complaints count, and what is at risk is not known */
};
static const char* const scvm_complaint_status_words[] = {"scored", "not_asked", "none", "no_consent", "not_carried"};

enum scvm_recovery_word {
    SCVM_RECOVERY_NONE = 0, /* no complaint of this customer counts */
    SCVM_RECOVERY_OPEN = 1, /* a complaint is not settled yet */
    SCVM_RECOVERY_UNKNOWN = 2, /* settled, but nobody asked, or the answers after it are too few */
    SCVM_RECOVERY_YES = 3, /* satisfied in the survey after the complaint was settled */
    SCVM_RECOVERY_NO = 4, /* not satisfied in it */
};
static const char* const scvm_recovery_words[] = {"none", "open", "unknown", "yes", "no"};

enum scvm_helper_status_word {
    SCVM_HELPER_STATUS_SCORED = 0,
    SCVM_HELPER_STATUS_NOT_ASKED = 1, /* the model has no service rules */
    SCVM_HELPER_STATUS_NO_HELPER = 2, /* the customer is not among the helpers */
    SCVM_HELPER_STATUS_NO_CONSENT = 3, /* the customer did not agree to it */
    SCVM_HELPER_STATUS_NOT_CARRIED = 4, /* a record of one customer, which did not say what helper the customer is */
};
static const char* const scvm_helper_status_words[] = {"scored", "not_asked", "no_helper", "no_consent", "not_carried"};

enum scvm_helper_state_word {
    SCVM_HELPER_STATE_APPLICANT = 0,
    SCVM_HELPER_STATE_VETTED = 1,
    SCVM_HELPER_STATE_HELPER = 2,
    SCVM_HELPER_STATE_FRIEND = 3,
};
static const char* const scvm_helper_state_words[] = {"applicant", "vetted", "helper", "friend"};

enum scvm_treatment_status_word {
    SCVM_TREATMENT_STATUS_TREATED = 0,
    SCVM_TREATMENT_STATUS_NOT_ASKED = 1, /* the model has no treatments */
    SCVM_TREATMENT_STATUS_NO_CONSENT = 2, /* the treatment would contact a customer who did not agree, or nothing of the customer may be used */
    SCVM_TREATMENT_STATUS_GATE_CLOSED = 3, /* it would ask for a recommendation, and the customer is not surely satisfied and attached */
    SCVM_TREATMENT_STATUS_GATE_UNKNOWN = 4, /* it would ask for a recommendation, and the model has no probabilities: see measurement_fit */
    SCVM_TREATMENT_STATUS_NO_CAPACITY = 5, /* others have a higher priority */
};
static const char* const scvm_treatment_status_words[] = {"treated", "not_asked", "no_consent", "gate_closed", "gate_unknown", "no_capacity"};

enum scvm_matters_status_word {
    SCVM_MATTERS_STATUS_RANKED = 0,
    SCVM_MATTERS_STATUS_NOT_ASKED = 1, /* the model has no such section */
    SCVM_MATTERS_STATUS_NOT_TOGETHER = 2, /* activity, influence or value is not above 0: what is missing is not made up for by the rest */
    SCVM_MATTERS_STATUS_NO_VALUE = 3, /* there is no value to compare: unknown is not zero */
    SCVM_MATTERS_STATUS_NO_CONSENT = 4, /* the customer did not agree to it */
    SCVM_MATTERS_STATUS_NOT_CARRIED = 5, /* a record of one customer, which brought no place among the others along */
};
static const char* const scvm_matters_status_words[] = {"ranked", "not_asked", "not_together", "no_value", "no_consent", "not_carried"};

enum scvm_ambassador_standing_word {
    SCVM_AMBASSADOR_STANDING_CHOSEN = 0,
    SCVM_AMBASSADOR_STANDING_NOT_ASKED = 1, /* the model has no such section */
    SCVM_AMBASSADOR_STANDING_NOT_CHOSEN = 2, /* others reach more for the number and the budget that there is */
    SCVM_AMBASSADOR_STANDING_NOT_ELIGIBLE = 3, /* of another group, not surely enough a fan, or without a cost that can be read */
    SCVM_AMBASSADOR_STANDING_NO_CONSENT = 4, /* the customer may not be contacted, or the place in the network may not be used */
    SCVM_AMBASSADOR_STANDING_NOT_CARRIED = 5, /* a record of one customer, which brought no plan along */
};
static const char* const scvm_ambassador_standing_words[] = {"chosen", "not_asked", "not_chosen", "not_eligible", "no_consent", "not_carried"};

enum scvm_account_status_word {
    SCVM_ACCOUNT_STATUS_SCORED = 0,
    SCVM_ACCOUNT_STATUS_NOT_ASKED = 1, /* the model has no such section */
    SCVM_ACCOUNT_STATUS_NO_ACCOUNT = 2, /* the customer belongs to no account on the day, and is none */
    SCVM_ACCOUNT_STATUS_TOO_FEW = 3, /* money is left out, or means are hidden, since too few persons are behind them or answered too much alike, alone or beside the accounts below it */
    SCVM_ACCOUNT_STATUS_NO_CONSENT = 4, /* the customer did not agree to it */
    SCVM_ACCOUNT_STATUS_NOT_CARRIED = 5, /* a record of one customer, which brought no account along */
};
static const char* const scvm_account_status_words[] = {"scored", "not_asked", "no_account", "too_few", "no_consent", "not_carried"};

enum scvm_consent_status_word {
    SCVM_CONSENT_STATUS_INCLUDED = 0,
    SCVM_CONSENT_STATUS_MISSING = 1,
    SCVM_CONSENT_STATUS_REFUSED = 2,
    SCVM_CONSENT_STATUS_EXPIRED = 3,
    SCVM_CONSENT_STATUS_WITHDRAWN = 4,
};
static const char* const scvm_consent_status_words[] = {"included", "missing", "refused", "expired", "withdrawn"};

enum scvm_table_word {
    SCVM_TABLE_CUSTOMERS = 0,
    SCVM_TABLE_ANSWERS = 1,
    SCVM_TABLE_PURCHASES = 2,
    SCVM_TABLE_ATTRIBUTES = 3,
    SCVM_TABLE_CONTRACTS = 4,
    SCVM_TABLE_CONSENTS = 5,
    SCVM_TABLE_EMPLOYEES = 6,
    SCVM_TABLE_INTERACTIONS = 7,
    SCVM_TABLE_REFERRALS = 8,
    SCVM_TABLE_CONTRIBUTIONS = 9,
    SCVM_TABLE_ANONYMOUS_ANSWERS = 10,
    SCVM_TABLE_PUBLISHED_SCORES = 11,
    SCVM_TABLE_COMPLAINTS = 12,
    SCVM_TABLE_HELPERS = 13,
    SCVM_TABLE_JOBS = 14,
    SCVM_TABLE_IDEAS = 15,
    SCVM_TABLE_VOTES = 16,
    SCVM_TABLE_TESTS = 17,
    SCVM_TABLE_PROSPECTS = 18,
    SCVM_TABLE_MEMBERSHIPS = 19,
};
static const char* const scvm_table_words[] = {"customers", "answers", "purchases", "attributes", "contracts", "consents", "employees", "interactions", "referrals", "contributions", "anonymous_answers", "published_scores", "complaints", "helpers", "jobs", "ideas", "votes", "tests", "prospects", "memberships"};

enum scvm_suppressed_figures_word {
    SCVM_SUPPRESSED_FIGURES_NOTHING = 0,
    SCVM_SUPPRESSED_FIGURES_MONEY = 1,
    SCVM_SUPPRESSED_FIGURES_EVERYTHING = 2,
};
static const char* const scvm_suppressed_figures_words[] = {"nothing", "money", "everything"};

enum scvm_lead_status_word {
    SCVM_LEAD_STATUS_LEADS = 0, /* more than chance and a course that both have in common give */
    SCVM_LEAD_STATUS_DOES_NOT_LEAD = 1, /* chance, or a course that both have in common, gives as much */
    SCVM_LEAD_STATUS_NOT_IDENTIFIED = 2, /* too few moments, or a series that does not vary */
};
static const char* const scvm_lead_status_words[] = {"leads", "does_not_lead", "not_identified"};

enum scvm_recovery_status_word {
    SCVM_RECOVERY_STATUS_IDENTIFIED = 0,
    SCVM_RECOVERY_STATUS_TOO_FEW = 1, /* fewer than the model's `fewest_recovered` were asked before and after: nothing is said */
    SCVM_RECOVERY_STATUS_NO_MEASUREMENT = 2, /* the model does not know how surely the scores are measured: the change stands without what asking again would have shown */
    SCVM_RECOVERY_STATUS_NO_SURVEY = 3, /* the model has no survey */
};
static const char* const scvm_recovery_status_words[] = {"identified", "too_few", "no_measurement", "no_survey"};

enum scvm_retaliation_status_word {
    SCVM_RETALIATION_STATUS_TOO_FEW = 0, /* fewer than four jobs were rated by both sides, or by too few persons to be shown */
    SCVM_RETALIATION_STATUS_NOT_FOUND = 1, /* the interval of the correlation holds 0 */
    SCVM_RETALIATION_STATUS_FOUND = 2, /* who is rated well rates well in return, more than chance would have it: retaliation, or favours */
};
static const char* const scvm_retaliation_status_words[] = {"too_few", "not_found", "found"};

enum scvm_idea_state_word {
    SCVM_IDEA_STATE_OPEN = 0,
    SCVM_IDEA_STATE_ACCEPTED = 1,
    SCVM_IDEA_STATE_DECLINED = 2,
};
static const char* const scvm_idea_state_words[] = {"open", "accepted", "declined"};

enum scvm_validity_status_word {
    SCVM_VALIDITY_STATUS_TESTED = 0,
    SCVM_VALIDITY_STATUS_TOO_FEW_ROWS = 1, /* fewer than ten complete customers, or no outcome of one kind */
    SCVM_VALIDITY_STATUS_CONSTANT = 2, /* satisfaction, attachment or the outcome does not vary */
    SCVM_VALIDITY_STATUS_COLLINEAR = 3, /* attachment is a function of satisfaction */
    SCVM_VALIDITY_STATUS_SEPARATED = 4, /* satisfaction and attachment tell the outcome perfectly */
};
static const char* const scvm_validity_status_words[] = {"tested", "too_few_rows", "constant", "collinear", "separated"};

enum scvm_reliability_flags_word {
    SCVM_RELIABILITY_FLAGS_TOO_FEW_ITEMS = 0, /* Fewer than two items: there is no alpha. */
    SCVM_RELIABILITY_FLAGS_TOO_FEW_ROWS = 1, /* Fewer than two respondents: nothing can be computed. */
    SCVM_RELIABILITY_FLAGS_UNSTABLE = 2, /* Fewer than 30 respondents. */
    SCVM_RELIABILITY_FLAGS_ZERO_VARIANCE = 3, /* Everybody gave the same answer to some item. */
    SCVM_RELIABILITY_FLAGS_NOT_POSITIVE_DEFINITE = 4, /* No lambda 6 and no omega: an item repeats others, or pairs contradict. */
    SCVM_RELIABILITY_FLAGS_NEGATIVE_ALPHA = 5, /* An item points the wrong way: is it reversed? */
    SCVM_RELIABILITY_FLAGS_HEYWOOD = 6, /* The factor behind omega explains some item wholly. */
    SCVM_RELIABILITY_FLAGS_NO_FACTOR = 7, /* No omega: two items leave the factor open, or the search found none. */
};
static const char* const scvm_reliability_flags_words[] = {"too_few_items", "too_few_rows", "unstable", "zero_variance", "not_positive_definite", "negative_alpha", "heywood", "no_factor"};

enum scvm_drivers_status_word {
    SCVM_DRIVERS_STATUS_FITTED = 0,
    SCVM_DRIVERS_STATUS_TOO_FEW_ROWS = 1, /* fewer complete respondents than drivers + 2 */
    SCVM_DRIVERS_STATUS_CONSTANT = 2, /* a driver or the outcome does not vary */
    SCVM_DRIVERS_STATUS_COLLINEAR = 3, /* a driver repeats others */
};
static const char* const scvm_drivers_status_words[] = {"fitted", "too_few_rows", "constant", "collinear"};

enum scvm_purchasing_kind_word {
    SCVM_PURCHASING_KIND_BG_NBD = 0,
    SCVM_PURCHASING_KIND_MBG_NBD = 1,
    SCVM_PURCHASING_KIND_PARETO_NBD = 2,
};
static const char* const scvm_purchasing_kind_words[] = {"bg_nbd", "mbg_nbd", "pareto_nbd"};

enum scvm_movement_shown_word {
    SCVM_MOVEMENT_SHOWN_NOTHING = 0,
    SCVM_MOVEMENT_SHOWN_TABLE = 1,
    SCVM_MOVEMENT_SHOWN_MOVEMENT = 2,
};
static const char* const scvm_movement_shown_words[] = {"nothing", "table", "movement"};

enum scvm_priority_rule_word {
    SCVM_PRIORITY_RULE_VALUE = 0,
    SCVM_PRIORITY_RULE_DAMAGE = 1,
    SCVM_PRIORITY_RULE_RELEASE = 2,
    SCVM_PRIORITY_RULE_ACTIVATION = 3,
};
static const char* const scvm_priority_rule_words[] = {"value", "damage", "release", "activation"};

enum scvm_matters_order_word {
    SCVM_MATTERS_ORDER_LAYERS = 0, /* Pareto layers: the first holds those whom nobody equals in everything and exceeds in something */
    SCVM_MATTERS_ORDER_WEIGHTS = 1, /* a weighted geometric mean of percentile ranks */
};
static const char* const scvm_matters_order_words[] = {"layers", "weights"};

enum scvm_ambassador_status_word {
    SCVM_AMBASSADOR_STATUS_COMPLETE = 0,
    SCVM_AMBASSADOR_STATUS_SET_LIMIT = 1,
    SCVM_AMBASSADOR_STATUS_MEMORY_LIMIT = 2,
    SCVM_AMBASSADOR_STATUS_STOPPED = 3,
    SCVM_AMBASSADOR_STATUS_NOTHING_TO_REACH = 4,
    SCVM_AMBASSADOR_STATUS_NOBODY_ELIGIBLE = 5,
    SCVM_AMBASSADOR_STATUS_NOTHING_AFFORDABLE = 6,
};
static const char* const scvm_ambassador_status_words[] = {"complete", "set_limit", "memory_limit", "stopped", "nothing_to_reach", "nobody_eligible", "nothing_affordable"};

enum scvm_ambassador_objective_word {
    SCVM_AMBASSADOR_OBJECTIVE_VALUE = 0, /* the network value, else the lifetime value, of the customers whom they reach */
    SCVM_AMBASSADOR_OBJECTIVE_PERSONS = 1, /* the customers whom they reach, each by the standing of the account */
};
static const char* const scvm_ambassador_objective_words[] = {"value", "persons"};

enum scvm_interaction_kind_word {
    SCVM_INTERACTION_KIND_POST = 0,
    SCVM_INTERACTION_KIND_COMMENT = 1,
    SCVM_INTERACTION_KIND_LIKE = 2,
    SCVM_INTERACTION_KIND_SHARE = 3,
    SCVM_INTERACTION_KIND_MENTION = 4,
    SCVM_INTERACTION_KIND_ANSWER = 5,
    SCVM_INTERACTION_KIND_REVIEW = 6,
    SCVM_INTERACTION_KIND_REFERRAL = 7,
    SCVM_INTERACTION_KIND_FOLLOW = 8,
};
static const char* const scvm_interaction_kind_words[] = {"post", "comment", "like", "share", "mention", "answer", "review", "referral", "follow"};

enum scvm_sharing_kind_word {
    SCVM_SHARING_KIND_PRODUCTS = 0,
    SCVM_SHARING_KIND_IDEAS = 1,
    SCVM_SHARING_KIND_KNOW_HOW = 2,
    SCVM_SHARING_KIND_CAPITAL = 3,
    SCVM_SHARING_KIND_CONTENT = 4,
    SCVM_SHARING_KIND_EXPERIENCE = 5,
    SCVM_SHARING_KIND_TRENDS = 6,
};
static const char* const scvm_sharing_kind_words[] = {"products", "ideas", "know_how", "capital", "content", "experience", "trends"};

enum scvm_complaint_kind_word {
    SCVM_COMPLAINT_KIND_COMPLAINT = 0,
    SCVM_COMPLAINT_KIND_PRAISE = 1,
};
static const char* const scvm_complaint_kind_words[] = {"complaint", "praise"};

enum scvm_job_outcome_word {
    SCVM_JOB_OUTCOME_SOLVED = 0,
    SCVM_JOB_OUTCOME_FAILED = 1,
    SCVM_JOB_OUTCOME_OPEN = 2,
};
static const char* const scvm_job_outcome_words[] = {"solved", "failed", "open"};

#endif
