<?php
// Rendered by php/extension/render_stubs.php from the built extension; do not edit.
// For editors: nothing loads this file.

namespace Scvm\Native;

/**
 * Every error but a wrong type of an argument. getCode() is one of these, the same in all languages.
 */
class ScvmException extends \RuntimeException
{
    public const DOMAIN = 1;
    public const SIZE_MISMATCH = 2;
    public const BAD_MODEL = 3;
    public const BAD_RECORD = 4;
    public const UNKNOWN_ID = 5;
    public const NOT_FITTED = 6;
    public const CLOSED = 7;
    public const BUFFER_SIZE = 8;
    public const OUT_OF_MEMORY = 9;
    public const INTERNAL = 10;
    public const STOPPED = 11;
    public const TOO_COSTLY = 12;
}

/**
 * A request to stop, which any thread may make while others compute. A call that was given it ends within a second
 * with ScvmException (stopped), leaves nothing half done and gives no result. It may serve many calls; once made it stays so.
 * Thread-safe.
 */
final class Stop
{
    /** A stop that nobody has requested yet. */
    public function __construct() {}

    /** Makes the request. */
    public function request(): void {}
}

/**
 * The data that a CRM holds of its customers, by columns. Not thread-safe while rows are added; afterwards any number
 * of threads may score it. Times lie between 1990 and 2099; an end after that is never. An add call, one a table,
 * gives the number of rows that were taken.
 */
final class CustomerBase
{
    /**
     * Reads a base by columns from JSON.
     * Gives the base; rows that could not be used are among its rejected ones.
     * Throws ScvmException (bad_record) with the path of the offender.
     * @param string $json The document, docs/records.md.
     */
    public static function fromJson(string $json): CustomerBase {}

    /**
     * Everything held about one customer or employee, as JSON, docs/records.md.
     * Throws ScvmException (unknown_id) for somebody who is not there.
     * @param string|int $id The person.
     */
    public function exportPerson(string|int $id): string {}

    /**
     * Forgets a customer or an employee: the id and every row that names it.
     * Gives the number of rows removed from each table, as JSON.
     * Throws ScvmException (unknown_id) for somebody who is not there.
     * @param string|int $id The person.
     */
    public function erasePerson(string|int $id): string {}

    /** The number of customers. */
    public function size(): int {}

    /** Where a day is a day, as an IANA name. */
    public function timeZone(): string {}

    /**
     * An empty base whose days are those of a place, by its IANA name: that of the model which scores it. Null: of UTC.
     * Throws ScvmException (unknown_id) for an unknown name.
     */
    public function __construct(?string $timeZone = null) {}

    /**
     * The rows that were not taken: of each its table, its row there from 0, the code of the rule and the reason.
     * @return list<array{table: string, row: int, code: int, reason: string}>
     */
    public function rejected(): array {}

    /**
     * Everybody who is scored.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $id Opaque: UTF-8 of 1 to 1,024 bytes. Each counts once.
     */
    public function addCustomers(array $id): int {}

    /**
     * Who takes part in interactions and is never scored.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $id Opaque, and no customer's.
     * @param list<string|int|null> $department A category, say `service`; empty: not known. Optional: may be empty.
     * @param list<string|int|null> $level Of the hierarchy: a category, say `2` or `management`; empty: not known. Optional: may be empty.
     */
    public function addEmployees(array $id, array $department = [], array $level = []): int {}

    /**
     * People outside the base, one row each: prospects, and members of a community whom nobody knows. They are
     * reached, refer and are referred; they are never scored.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $id Opaque, and no employee's. Whoever has a customer's id is that customer.
     * @param list<int|null> $since Since when the company knows of the person; none: not known. Optional: may be empty.
     * @param list<string|int|null> $became The customer whom the person has become: what was done under this id is that customer's. Several may have become one customer. Empty: none yet, or the id says it. Optional: may be empty.
     * @param list<int|null> $converted When, not before `since`; as of earlier days the person is still outside. None: the customer's first purchase. Optional: may be empty.
     */
    public function addProspects(array $id, array $since = [], array $became = [], array $converted = []): int {}

    /**
     * Who belongs to which account, one row each: a contact to a company, a company to its group. Of who belongs to
     * several on a day, the newest counts.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $member A customer, or an account to which others belong.
     * @param list<string|int|null> $account To what: a customer's id where the account itself buys, else any id that is no person's.
     * @param list<int|null> $since Since when; none: since ever. Optional: may be empty.
     * @param list<int|null> $end The first moment without it, after `since`; none, or after 2099: never. Optional: may be empty.
     */
    public function addMemberships(array $member, array $account, array $since = [], array $end = []): int {}

    /**
     * What customers agreed to, one row a decision. A row that is not clearly a grant is a refusal.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $customer Who decided: a customer, or somebody outside the base.
     * @param list<string|int|null> $purpose What it is about, e.g. `scoring`; `*`: every purpose.
     * @param list<string|int|null> $state `granted`, `refused` or `withdrawn`, in any case; words of opt-in and opt-out forms, true and false are known, too. Any other is told, and counts as a refusal.
     * @param list<int|null> $time From when on it counts; none: a grant since ever, a refusal for ever. Optional: may be empty.
     * @param list<int|null> $expires The first second without it, after `time`; none, or after 2099: never. Optional: may be empty.
     * @param list<string|int|null> $evidence What proves it, e.g. a form's number. Shown in an export. Optional: may be empty.
     * @param list<string|int|null> $source Where it was given, e.g. `web`. Shown in an export. Optional: may be empty.
     */
    public function addConsents(array $customer, array $purpose, array $state, array $time = [], array $expires = [], array $evidence = [], array $source = []): int {}

    /**
     * Survey answers, one row an answer.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $customer Who answered.
     * @param list<string|int|null> $item The item's id in the questionnaire of the model; others are counted, not read.
     * @param list<float|int|null> $value The raw answer; none: shown, but not answered.
     * @param list<int|null> $time When it was given. Optional: may be empty.
     * @param list<int|null> $wave Number of the survey wave; the newest answered one counts. Optional: may be empty.
     */
    public function addAnswers(array $customer, array $item, array $value, array $time = [], array $wave = []): int {}

    /**
     * Purchases and refunds, one row each. Rows of one customer and one day merge into one purchase.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $customer Who bought.
     * @param list<int|null> $time When.
     * @param list<float|int|null> $amount In the model's currency; negative: a refund.
     * @param list<string|int|null> $order The id of an order or an invoice: of a customer's rows with one order one counts, and one refund of it. Optional: may be empty.
     */
    public function addPurchases(array $customer, array $time, array $amount, array $order = []): int {}

    /**
     * What customers are grouped by, one table an attribute, one row a customer; a second one is rejected.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param string $name The attribute.
     * @param list<string|int|null> $customer Whose.
     * @param list<string|int|null> $value A category, say a territory; empty: none.
     */
    public function addAttributes(string $name, array $customer, array $value): int {}

    /**
     * What holds who would leave, one row a contract. The one counts that holds longest.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $customer Whom it holds.
     * @param list<int|null> $end The first moment without it; after 2099, as 9999-12-31: never. Until the notice period begins it is a full barrier.
     * @param list<float|int|null> $noticeDays Between giving notice and leaving. Optional: may be empty.
     */
    public function addContracts(array $customer, array $end, array $noticeDays = []): int {}

    /**
     * Who did what to whom, one row an event.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $actor Who did it: a customer, an employee or a prospect. Who is in no such table is nobody we know.
     * @param list<string|int|null> $target To whom; empty: the brand, or nobody in particular.
     * @param list<string|int|null> $kind What was done. Whoever only follows carries no weight.
     * @param list<int|null> $time When.
     * @param list<string|int|null> $channel The network it happened in; at most 255 different ones. Optional: may be empty.
     * @param list<float|int|null> $sentiment -1 (against) to 1 (in favour); none: not known. Optional: may be empty.
     * @param list<float|int|null> $count How many alike the row stands for. Optional: may be empty.
     * @param list<string|int|null> $eventId Of rows with equal ids one counts. Optional: may be empty.
     * @param list<string|int|null> $fingerprint The same for near-duplicate texts: of an actor's rows with one fingerprint one counts, and a post, answer or review that somebody else had posted before counts for nobody. Optional: may be empty.
     */
    public function addInteractions(array $actor, array $target, array $kind, array $time, array $channel = [], array $sentiment = [], array $count = [], array $eventId = [], array $fingerprint = []): int {}

    /**
     * Who brought whom, one row a referral. One counts for each customer.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $referrer Who brought somebody: a customer or a prospect.
     * @param list<string|int|null> $referred Who was brought, likewise; nobody refers oneself.
     * @param list<int|null> $time When the referred came.
     */
    public function addReferrals(array $referrer, array $referred, array $time): int {}

    /**
     * What customers shared with the company, one row a contribution.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $customer Who shared.
     * @param list<string|int|null> $kind What was shared.
     * @param list<int|null> $time When.
     * @param list<float|int|null> $units How much of it. Optional: may be empty.
     * @param list<float|int|null> $accepted 1: accepted, 0: not; none: not decided. Optional: may be empty.
     * @param list<float|int|null> $value What it is worth in the model's currency, times `accepted`; none: the model's rate, else points. Optional: may be empty.
     */
    public function addContributions(array $customer, array $kind, array $time, array $units = [], array $accepted = [], array $value = []): int {}

    /**
     * Answers under a promise of anonymity: they count in shares, and nowhere else.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $respondent A key that tells respondents apart, and that nobody can trace to a person.
     * @param list<string|int|null> $item The item's id in the questionnaire of the model.
     * @param list<float|int|null> $value The raw answer; none: shown, but not answered.
     * @param list<int|null> $time When it was given. Optional: may be empty.
     * @param list<int|null> $wave Number of the survey wave. Optional: may be empty.
     */
    public function addAnonymousAnswers(array $respondent, array $item, array $value, array $time = [], array $wave = []): int {}

    /**
     * The social scores that were published before, one row each. A customer's newest up to the day of scoring counts:
     * from it the next one moves.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $customer Whose.
     * @param list<float|int|null> $socialScore What the card called `published_score`.
     * @param list<int|null> $time As of when.
     */
    public function addPublishedScores(array $customer, array $socialScore, array $time): int {}

    /**
     * What customers complained about or praised, one row each, and when it was answered and closed.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $customer Who complained or praised.
     * @param list<string|int|null> $kind Which of both.
     * @param list<int|null> $opened When it came in.
     * @param list<int|null> $answered When it was first answered, not before it came in; none: not yet. Optional: may be empty.
     * @param list<int|null> $closed When it was settled, not before it came in; none: it is open. Optional: may be empty.
     * @param list<string|int|null> $channel How it came in: what is promised may depend on it. Optional: may be empty.
     * @param list<float|int|null> $sentiment -1 (against) to 1 (in favour); none: not known. Optional: may be empty.
     * @param list<string|int|null> $topic What it is about. Optional: may be empty.
     * @param list<string|int|null> $caseId Of a customer's rows with one case, the one that came in first counts. Optional: may be empty.
     */
    public function addComplaints(array $customer, array $kind, array $opened, array $answered = [], array $closed = [], array $channel = [], array $sentiment = [], array $topic = [], array $caseId = []): int {}

    /**
     * Who helps customers with what, one row a helper and skill. A helper is a customer, or somebody who is known by
     * the id alone.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $id Who helps: a customer's id, or one that is no customer's and no employee's.
     * @param list<int|null> $since When the helper applied.
     * @param list<float|int|null> $vetted 1: checked by the company, 0: not; none: not yet. Optional: may be empty.
     * @param list<float|int|null> $price Of a job, in the model's currency; none: not known. Optional: may be empty.
     * @param list<string|int|null> $skill What the helper is good at. Optional: may be empty.
     * @param list<float|int|null> $latitude Where the helper lives; none: not known. Optional: may be empty.
     * @param list<float|int|null> $longitude The same, east of Greenwich. Optional: may be empty.
     * @param list<float|int|null> $fromHour From when on in a day the helper comes; none: at any hour. Optional: may be empty.
     * @param list<float|int|null> $toHour Until when; before from_hour: on the next day. Optional: may be empty.
     */
    public function addHelpers(array $id, array $since, array $vetted = [], array $price = [], array $skill = [], array $latitude = [], array $longitude = [], array $fromHour = [], array $toHour = []): int {}

    /**
     * What helpers were asked to do, one row a job, with what both sides say of each other.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $helper Who was to help: an id of the helpers.
     * @param list<string|int|null> $customer Who seeks help.
     * @param list<int|null> $asked When.
     * @param list<string|int|null> $outcome How it ended.
     * @param list<int|null> $done When it ended, not before it was asked for; none: not known. Optional: may be empty.
     * @param list<string|int|null> $skill What was needed. Optional: may be empty.
     * @param list<float|int|null> $price What was paid, in the model's currency; none: not known. Optional: may be empty.
     * @param list<float|int|null> $ratingOfHelper What the seeker says of the helper; none: nothing. Optional: may be empty.
     * @param list<float|int|null> $ratingOfSeeker The other way round. Optional: may be empty.
     * @param list<string|int|null> $job Of a customer's rows with one job, the one that was asked for first counts. Optional: may be empty.
     */
    public function addJobs(array $helper, array $customer, array $asked, array $outcome, array $done = [], array $skill = [], array $price = [], array $ratingOfHelper = [], array $ratingOfSeeker = [], array $job = []): int {}

    /**
     * What customers proposed, one row an idea.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $idea The idea's id: each counts once.
     * @param list<string|int|null> $customer Who proposed it.
     * @param list<string|int|null> $state What the company says of it.
     * @param list<int|null> $time When it was proposed.
     * @param list<float|int|null> $value What it is worth once accepted, in the model's currency; none: the model's rate for ideas, else points. Optional: may be empty.
     */
    public function addIdeas(array $idea, array $customer, array $state, array $time, array $value = []): int {}

    /**
     * Who voted for which idea, one row a vote. One counts for each customer and idea.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $idea For which idea.
     * @param list<string|int|null> $customer Who voted.
     * @param list<int|null> $time When.
     */
    public function addVotes(array $idea, array $customer, array $time): int {}

    /**
     * Who applied to test which product, one row an application.
     * Gives the number of rows that were taken; the others are in rejected().
     * @param list<string|int|null> $test Of which product.
     * @param list<string|int|null> $customer Who applied.
     * @param list<int|null> $time When.
     */
    public function addTests(array $test, array $customer, array $time): int {}
}

/**
 * Rules and fitted parameters: one JSON file, docs/model-file.md. Immutable, hence thread-safe.
 */
final class ScoringModel
{
    /**
     * Reads the text of a model file.
     * Gives the model.
     * Throws ScvmException (bad_model) with the path of the offender.
     * @param string $json The text, docs/model-file.md.
     */
    public static function fromJson(string $json): ScoringModel {}

    /** The canonical form, with every default written out. */
    public function toJson(): string {}

    /** The name that its vendor gave it. */
    public function id(): string {}

    /** Where the customers live, as an IANA name: a day is a day there. */
    public function timeZone(): string {}

    /** SHA-256 of the canonical form, 64 hexadecimal digits. */
    public function hash(): string {}
}

/**
 * The scores of a customer base: columns by name, one row a customer, in the order of the base. Immutable, hence
 * thread-safe.
 */
final class ScoreTable
{
    /** The number of customers. */
    public function size(): int {}

    /** The last day that counted, e.g. "2026-11-21". */
    public function asOf(): string {}

    /** The name of the model that made the scores. */
    public function modelId(): string {}

    /**
     * The customers' ids, in the order of the rows.
     * @return list<string>
     */
    public function ids(): array {}

    /**
     * A numeric column by name; NaN where a customer has no such score.
     * Throws ScvmException (unknown_id) for a name that there is not.
     * @param string $column Its name, docs/score-card.md.
     * @return list<float>
     */
    public function numbers(string $column): array {}

    /**
     * A column of categories ("segment", "stage", "treatment", …): each a place in its labels.
     * Throws ScvmException (unknown_id) for a name that there is not.
     * @param string $column Its name, docs/score-card.md.
     * @return list<int>
     */
    public function codes(string $column): array {}

    /**
     * What the codes of a category column mean: the label of each code from 0 on.
     * Throws ScvmException (unknown_id) for a name that there is not.
     * @param string $column Its name, docs/score-card.md.
     * @return list<string>
     */
    public function labels(string $column): array {}

    /** The company's figures as JSON, docs/score-card.md. */
    public function summary(): string {}

    /**
     * One customer's explained score card as JSON, docs/score-card.md.
     * Throws ScvmException (unknown_id) for somebody who is not there.
     * @param string|int $id The customer.
     */
    public function explain(string|int $id): string {}

    /**
     * What is done for whom, why, and in which order, as JSON, docs/score-card.md.
     * Throws ScvmException (not_fitted) for a model without treatments.
     */
    public function treatments(): string {}

    /**
     * Who matters, who stands between others, whom to win as ambassadors, and who was drawn to test, as JSON,
     * docs/score-card.md.
     * Throws ScvmException (not_fitted) for a model with neither section, and without tests.
     */
    public function matters(): string {}

    /**
     * What accounts are worth, and how their people feel, as JSON, docs/score-card.md.
     * Throws ScvmException (not_fitted) for a model without rules of accounts.
     */
    public function accounts(): string {}

    /** The whole table as canonical JSON. */
    public function toJson(): string {}

    /**
     * What an analyst asks of a table, as JSON, docs/analysis.md: shares with what doubts them, reliability, revenue
     * by group, drivers, the fit of the purchasing model. Takes seconds for a million customers.
     */
    public function analysis(): string {}

    /**
     * The groups by category of an attribute, ranked by the lower bound of the fan quota, as JSON, docs/analysis.md.
     * Throws ScvmException (unknown_id) for an attribute that the base did not have.
     * @param string $attribute Its name, e.g. "territory".
     */
    public function breakdown(string $attribute): string {}

    /**
     * Who moved between an earlier table and this one, against what asking the same people again would have produced,
     * as JSON, docs/analysis.md.
     * Throws ScvmException (bad_model) for tables of different rules.
     * @param ScoreTable $before The earlier table.
     */
    public function migration(ScoreTable $before): string {}
}

/**
 * Applies a scoring model. Immutable, hence thread-safe.
 */
final class Scorer
{
    /**
     * A scorer with a copy of the model of its own.
     * Throws ScvmException (bad_model) for a model that cannot score.
     * @param ScoringModel $model The rules and parameters.
     */
    public function __construct(ScoringModel $model) {}

    /**
     * The explained score card of one customer's record as JSON, docs/score-card.md: for a save hook.
     * Throws ScvmException (bad_record) with the path of the offender.
     * @param string $record What is known of the customer, as JSON, docs/records.md.
     */
    public function scoreCustomer(string $record): string {}

    /** The name of the model. */
    public function modelId(): string {}

    /**
     * Scores every customer as of a day: an ISO date like "2026-11-21". Throws ScvmException (domain) for another text, and
     * ScvmException (stopped) once it was asked to stop.
     */
    public function score(CustomerBase $base, string $asOf, ?Stop $until = null): ScoreTable {}

    /**
     * What erasing one person would change for others, as JSON, docs/records.md; the base stays as it is. Scores the
     * base twice. Throws ScvmException (unknown_id) for somebody who is not there, ScvmException (stopped) once it was asked to stop.
     */
    public function erasureEffect(CustomerBase $base, string|int $id, string $asOf, ?Stop $until = null): string {}
}

/**
 * The model with parameters estimated on the base as of a day.
 * Throws ScvmException (not_fitted) with the reason where they cannot be estimated, ScvmException (domain) for a text that is no day.
 * @param CustomerBase $base The data.
 * @param ScoringModel $model The rules; its own parameters, if any, are replaced.
 * @param string $asOf The last day that counts, e.g. "2026-11-21".
 */
function fit(CustomerBase $base, ScoringModel $model, string $asOf, ?Stop $until = null): ScoringModel {}

/**
 * Calls a method of a room by name, docs/methods.md.
 * Gives its result, a JSON object.
 * Throws ScvmException (unknown_id) for a name that there is not, ScvmException (bad_record) for arguments of the wrong shape.
 * @param string $method Its name, e.g. "wilson_interval" or "pareto_nbd.p_alive".
 * @param string $arguments Its arguments by name, a JSON object.
 */
function call(string $method, string $arguments, ?Stop $until = null): string {}

/** The version of this library, "major.minor.patch". */
function version(): string {}
