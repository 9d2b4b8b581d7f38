<?php
declare(strict_types=1);

namespace Scvm;

/**
 * Scores a customer while he is saved: writes the fields that the nightly batch writes, with the same values.
 *
 * Nothing in here can stop a save. What cannot be scored keeps its old scores; the field `status` says why they are old.
 */
final class SaveHook
{
    /** The parts of the scores that one customer's own data give; the others rest on what others do, too. */
    private const ALONE = ['survey', 'value'];
    private const LONGEST_REASON = 100;  // characters that the field `reason` holds

    private Host $host;

    public function __construct(Host $host)
    {
        $this->host = $host;
    }

    public function score(Customer $customer): void
    {
        try {
            $place = new Place($customer->field('place'));
            // A withdrawal needs no library, no settings that are right, and no look at the customer's data.
            if ($customer->isWithdrawn()) {
                $this->exclude($customer, 'consent_withdrawn', $place);
                return;
            }
            $settings = $this->host->settings();
            if ($customer->isErased()) {
                $this->exclude($customer, 'erased');
                return;
            }
            if ($place->isRefused()) {  // elsewhere than in the CRM: the batch, which looks there, emptied the scores
                return;
            }
            $model = Model::of($settings);
            $record = $customer->record(Model::day($settings), Model::zoneOf($settings), $model->consent($settings));
            if ($settings->has_beside && $place->beside() === null) {
                $this->wait($customer, $model->engine()->score($record->whole()), $place);
                return;
            }
            $record->addBeside($place->beside() ?: []);
            $whole = $record->whole();
            $tier = $this->tierBefore($customer, $model, $settings);
            $card = $model->engine()->score($whole + $place->record($tier));
            if ($others = $place->ofOthers($card['model']['hash'])) {  // what another model says is nothing to go on from
                $card = $model->engine()->score($whole + $place->record($tier, $others));
            }
            $this->apply($customer, $record, $place, $card, $model, $settings);
        } catch (EngineUnavailable $e) {
            $this->fail($customer, 'stale', 'waiting for the batch');
        } catch (Unusable $e) {  // nothing that this customer's data could mend: the job tries again when it works
            $this->fail($customer, 'stale', $e->getMessage());
            $this->host->complain($e->getMessage());
        } catch (\Throwable $e) {
            $this->fail($customer, 'error', $e->getMessage());
            $this->host->complain('contact ' . json_encode($customer->id(), JSON_INVALID_UTF8_SUBSTITUTE) . ' keeps its old scores: ' . $e->getMessage());
        }
    }

    /**
     * The batch reads rows of the customer that are not the CRM's. Whom the CRM alone excludes is excluded at once.
     *
     * @param array<string, mixed> $card
     */
    private function wait(Customer $customer, array $card, Place $place): void
    {
        if ($card['status'] !== 'excluded') {
            throw new EngineUnavailable('the batch reads rows of a customer that are not the CRM\'s');
        }
        $this->exclude($customer, 'consent_' . self::whyExcluded($card['consent']), $place);
    }

    /** The tier that the customer has, where the model keeps tiers and the mapping says that this is where they stand. */
    private function tierBefore(Customer $customer, Model $model, Settings $settings): ?string
    {
        $attribute = $model->rules()['treatment']['previous_tier'] ?? '';
        if (($settings->attributes["$attribute"] ?? '') !== 'value_tier') {
            return null;
        }
        return $customer->field('value_tier');
    }

    /** @param array<string, mixed> $card */
    private function apply(Customer $customer, Record $record, Place $place, array $card, Model $model, Settings $settings): void
    {
        if ($card['status'] === 'excluded') {
            $this->exclude($customer, 'consent_' . self::whyExcluded($card['consent']), $place);
            return;
        }
        $mine = array_keys($model->rules());
        $others = $place->ofOthers($card['model']['hash']);
        $closed = $place->closed($mine);
        $fits = $place->fits($card, $others);
        $silent = $fits ? [] : array_keys(array_diff(Fields::SENTENCES, self::ALONE));
        $theirs = array_values(array_diff($others, $closed));
        $told = $place->told($theirs);
        $own = array_values(array_diff(array_intersect(array_keys(Fields::OF_PART), $mine), $others, $closed));
        $explanation = new Explanation($model->rules(), $settings->language);
        $values = [
            'reason' => self::reason($card['survey'], $card['value']),
            'currency' => $model->currency(),
            'score_date' => $card['as_of'],
            'model_version' => $settings->model_version === '' ? $card['model']['id'] : $settings->model_version,
            'model_hash' => $card['model']['hash'],
            'input_hash' => InputHash::of($record->read()),
            'explain' => $explanation->text($card, $silent, $others || $closed ? $own : null, $told),
        ];
        $values += self::scores($card, $fits ? array_keys(Fields::OF_PART) : self::ALONE);  // without a place the others stay as the batch wrote them
        $this->writeAll($customer, self::shared($customer, $mine, $theirs, $closed, $own, $told, $values));
    }

    /**
     * The values without those of parts that others fill, emptied where the person refused what they rest on.
     *
     * @param list<string> $mine what the model has
     * @param list<string> $others
     * @param list<string> $closed
     * @param list<string> $own
     * @param list<array<string, mixed>> $told
     * @param array<string, string|null> $values
     * @return array<string, string|null>
     */
    private static function shared(Customer $customer, array $mine, array $others, array $closed, array $own, array $told, array $values): array
    {
        $empty = $stay = [];
        foreach (Fields::OF_PART as $part => $fields) {
            $empty += in_array($part, $closed, true) ? array_fill_keys($fields, null) : [];
            $stay += in_array($part, $others, true) || !in_array($part, $mine, true) ? array_flip($fields) : [];
        }
        $values = $empty + array_diff_key($values, $stay);
        if ($others) {
            $first = current(array_intersect(array_keys(Fields::OF_PART), array_merge($own, $others)));
            if (in_array($first, $others, true)) {  // what a row says of its making is of its first part
                $values = array_diff_key($values, array_flip(['model_version', 'model_hash', 'input_hash', 'score_date']));
            }
            $values['reason'] = self::reasonOf((string) $values['reason'], $own, $told, $others);
        }
        $segment = self::now($customer, 'segment', $values);
        $usable = ($segment !== '' && $segment !== 'unclassified') || self::now($customer, 'lifetime_value', $values) !== '';  // as the batch says it
        return ['status' => $usable ? 'scored' : 'insufficient_data'] + $values;
    }

    /**
     * What a field will hold: what is written now, or what stands there.
     *
     * @param array<string, string|null> $values
     */
    private static function now(Customer $customer, string $name, array $values): string
    {
        return array_key_exists($name, $values) ? (string) $values["$name"] : $customer->field($name);
    }

    /**
     * The reasons of all parts, in the order of the parts; each begins with the name of its own.
     *
     * @param list<string> $own
     * @param list<array<string, mixed>> $told
     * @param list<string> $others
     */
    private static function reasonOf(string $mine, array $own, array $told, array $others): string
    {
        $reasons = [];
        foreach (array_merge([['reason' => $mine, 'of' => $own,]], $told) as $record) {
            foreach (explode(',', $record['reason'] ?? '') as $reason) {
                $part = strstr($reason, '_', true);
                $is_theirs = $record['of'] === $own ? in_array($part, $own, true) : in_array($part, $others, true);
                if ($reason !== '' && $is_theirs) {
                    $place = array_search($part, array_keys(Fields::OF_PART), true);
                    $reasons["$place$reason"] = $reason;
                }
            }
        }
        ksort($reasons, SORT_STRING);
        return implode(',', $reasons);
    }

    /**
     * The fields of some parts, as a card tells them. The batch alone writes the place itself.
     *
     * @param array<string, mixed> $card
     * @param list<string> $parts
     * @return array<string, string|null>
     */
    public static function scores(array $card, array $parts): array
    {
        $values = [];
        foreach ($parts as $part) {
            foreach (Fields::OF_PART["$part"] as $name) {
                $values["$name"] = self::told($card, Fields::ON_CARD["$name"]);
            }
        }
        return $values;
    }

    /**
     * @param array<string, mixed> $card
     * @param array<string, mixed> $of
     */
    private static function told(array $card, array $of): ?string
    {
        $value = self::at($card, $of['card']);
        if (isset($of['given']) && self::at($card, $of['given']) !== $of['word']) {
            return null;
        }
        if (is_bool($value)) {
            return $value ? 'yes' : null;
        }
        if (is_string($value)) {
            return isset($of['none']) && $value === $of['none'] ? null : $value;
        }
        return isset($of['probability']) ? self::probability($value) : self::decimal($value);
    }

    /**
     * A member of a card by its path, e.g. "survey.segment"; null where there is none.
     *
     * @param array<string, mixed> $card
     * @return mixed
     */
    private static function at(array $card, string $path)
    {
        $value = $card;
        foreach (explode('.', $path) as $name) {
            $value = $value["$name"] ?? null;
        }
        return $value;
    }

    /**
     * Nobody is sure: neither 0 nor 1.
     *
     * @param int|float|null $value
     */
    private static function probability($value): ?string
    {
        return $value === null ? null : self::decimal(min(max($value, 1e-6), 1 - 1e-6));
    }

    /**
     * What people set by hand, in a field of its own, stands in the field itself.
     *
     * @param array<string, string|null> $values
     */
    private function writeAll(Customer $customer, array $values): void
    {
        $computed = [];
        foreach ($values as $name => $value) {
            $by_hand = $customer->field("{$name}_override");
            if ($by_hand !== '') {
                $computed[] = "$name: computed " . ($value === null ? '-' : (is_numeric($value) ? Cells::shortest((float) $value) : $value));
                $values["$name"] = $by_hand;
            }
        }
        if ($computed) {
            $values['explain'] = '[override] ' . implode('; ', $computed) . "\n" . $values['explain'];
        }
        foreach ($values as $name => $value) {
            $customer->write($name, $value);
        }
    }

    /** $place: what another source or mapping said of the person's refusals stays, for the next batch to know. */
    private function exclude(Customer $customer, string $reason, ?Place $place = null): void
    {
        foreach (Fields::EMPTIED as $name) {
            $customer->write($name, $name === 'place' && $place ? $place->afterwards() : null);
        }
        try {
            $settings = $this->host->settings();
        } catch (\Throwable $e) {
            $settings = new Settings();  // a withdrawal works without settings, too
        }
        $customer->write('status', 'excluded');
        $customer->write('reason', $reason);
        $customer->write('score_date', Model::day($settings));
        $customer->write('explain', Explanation::whyNot($reason, $settings->language));
    }

    /** The cause, as far as the field holds it; a database would refuse a character that is cut in two. */
    private function fail(Customer $customer, string $status, string $cause): void
    {
        $customer->write('status', $status);
        $longest = self::LONGEST_REASON;
        $customer->write('reason', preg_replace("/^(.{0,$longest}).*$/su", '$1', Cells::oneLine($cause)) ?: 'no UTF-8');
    }

    /** @param array<string, string> $consent */
    private static function whyExcluded(array $consent): string
    {
        foreach (['survey', 'value', 'network'] as $use) {
            if (isset($consent["$use"]) && $consent["$use"] !== 'included') {
                return $consent["$use"];
            }
        }
        return 'missing';
    }

    /**
     * Why a part of the scores is absent; empty where none is.
     *
     * @param array<string, mixed> $survey
     * @param array<string, mixed> $value
     */
    private static function reason(array $survey, array $value): string
    {
        $reasons = in_array($survey['status'], ['scored', 'not_asked'], true) ? [] : ['survey_' . $survey['status']];
        if (!in_array($value['status'], ['scored', 'population_spend', 'not_asked'], true)) {
            $reasons[] = 'value_' . $value['status'];
        }
        return implode(',', $reasons);
    }

    /**
     * A point as decimal mark whatever the locale, which PHP 7 would use.
     *
     * @param int|float|null $number
     */
    private static function decimal($number): ?string
    {
        return $number === null ? null : sprintf('%.6F', $number);
    }
}
