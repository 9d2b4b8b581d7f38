<?php
if (!class_exists('ScvmEngine', false)) {  // it may have been preloaded
    require_once 'custom/scvm/Engine.php';
}
require_once 'custom/scvm/Fields.php';
require_once 'custom/scvm/Settings.php';
require_once 'custom/scvm/Complaint.php';
require_once 'custom/scvm/History.php';
require_once 'custom/scvm/InputHash.php';
require_once 'custom/scvm/Explanation.php';
require_once 'custom/scvm/Place.php';

/**
 * Scores a contact while it is saved: sets its custom fields, which the save then writes in its own UPDATE.
 *
 * Nothing in here can stop a save. What cannot be scored keeps its old scores; the field scvm_status_c says why they are old.
 */
class ScvmContactHook
{
    /** The parts of the scores that one contact's own data give; the others rest on what others do, too. */
    const ALONE = ['survey', 'value'];

    private static $engine;
    private static $model;  // the engine's, decoded
    private static $opened;

    public function beforeSave($contact, $event, $arguments)
    {
        self::score($contact);
    }

    public static function score($contact)
    {
        try {
            $place = new ScvmPlace(isset($contact->scvm_place_c) ? $contact->scvm_place_c : '');
            // A withdrawal needs no library, no settings that are right, and no look at the contact's data.
            if (ScvmHistory::consent($contact, ScvmSettings::usualConsent()) === 'withdrawn') {
                self::exclude($contact, 'consent_withdrawn', $place);
                return;
            }
            $settings = ScvmSettings::all();
            $history = new ScvmHistory(DBManagerFactory::getInstance(), $settings);
            if ($history->erased(ScvmHistory::id($contact))) {
                self::exclude($contact, 'erased');
                return;
            }
            if ($place->isRefused()) {  // elsewhere than in the CRM: the batch, which looks there, emptied the scores
                return;
            }
            $engine = self::engine($settings);
            $record = $history->record($contact, self::day(), self::zone());
            if ($settings['beside'] && $place->beside() === null) {
                self::wait($contact, $engine->score($history->whole($record)), $place);
                return;
            }
            $record = ScvmHistory::with($record, $place->beside() ?: []);
            $whole = $history->whole($record);
            $tier = self::tierBefore($contact, $settings);
            $card = $engine->score($whole + $place->record($tier));
            if ($others = $place->ofOthers($card['model']['hash'])) {  // what another model says is nothing to go on from
                $card = $engine->score($whole + $place->record($tier, $others));
            }
            self::apply($contact, $record, $place, $card, $settings);
        } catch (ScvmUnavailable $e) {
            self::fail($contact, 'stale', 'waiting for the batch');
        } catch (ScvmUnusable $e) {  // nothing that this contact's data could mend: the job tries again when it works
            self::fail($contact, 'stale', $e->getMessage());
            ScvmComplaint::say($e->getMessage());
        } catch (Throwable $e) {
            self::fail($contact, 'error', $e->getMessage());
            ScvmComplaint::say('contact ' . json_encode($contact->id) . ' keeps its old scores: ' . $e->getMessage());
        }
    }

    /** The engine of this process; opened once, and again where the model file has changed. */
    public static function engine(array $settings)
    {
        $json = ScvmSettings::text($settings['model']);
        if ($json === '') {
            throw new ScvmUnusable($settings['model'] . ': there is no scoring model');
        }
        $key = json_encode([$settings['library'], $settings['consent'], $settings['currency']]) . "\n" . $json;
        if (self::$engine === null || self::$opened !== $key) {
            self::$engine = null;
            $json = self::effective($json, $settings);
            try {
                self::$engine = new ScvmEngine($settings['library'], $json);
            } catch (ScvmError $e) {
                throw new ScvmUnusable($e->getMessage());
            }
            self::$model = json_decode($json, true);
            self::$opened = $key;
        }
        return self::$engine;
    }

    /** Where the customers live, as the model says it; a withdrawal is written down before there is an engine. */
    private static function zone()
    {
        $model = self::$model;
        try {
            $model = $model === null ? json_decode(ScvmSettings::text(ScvmSettings::all()['model']), true) : $model;
            return (new DateTimeZone(isset($model['time_zone']) ? $model['time_zone'] : 'UTC'))->getName();
        } catch (Throwable $e) {
            return 'UTC';
        }
    }

    /** A day where the customers live, e.g. "now" or "-7 days". */
    public static function day($when = 'now')
    {
        return (new DateTime($when, new DateTimeZone(self::zone())))->format('Y-m-d');
    }

    /** The model with a consent section, and with the mapping's currency, where it has none: as the batch makes it. */
    private static function effective($json, array $settings)
    {
        $model = json_decode($json, true);
        $more = [];
        if (is_array($model) && !isset($model['consent'])) {
            $more['consent'] = ['missing' => isset($settings['consent']['missing']) ? $settings['consent']['missing'] : 'include'];
        }
        if (is_array($model) && !array_key_exists('currency', $model) && $settings['currency'] !== '') {
            $more['currency'] = $settings['currency'];
        }
        return $more ? preg_replace('/\{/', addcslashes(substr(json_encode($more), 0, -1), '\\$') . ', ', $json, 1) : $json;
    }

    /** The batch reads rows of the contact that are not the CRM's. Whom the CRM alone excludes is excluded at once. */
    private static function wait($contact, array $card, ScvmPlace $place)
    {
        if ($card['status'] !== 'excluded') {
            throw new ScvmUnavailable('the batch reads rows of a contact that are not the CRM\'s');
        }
        self::exclude($contact, 'consent_' . self::whyExcluded($card['consent']), $place);
    }

    /** The tier that the contact has, where the model keeps tiers and the mapping says that this is where they stand. */
    private static function tierBefore($contact, array $settings)
    {
        $attribute = isset(self::$model['treatment']['previous_tier']) ? self::$model['treatment']['previous_tier'] : '';
        if (!isset($settings['attributes']["$attribute"], $contact->scvm_value_tier_c) || $settings['attributes']["$attribute"] !== 'scvm_value_tier_c') {
            return null;
        }
        return ScvmCells::plain($contact->scvm_value_tier_c);
    }

    private static function apply($contact, array $record, ScvmPlace $place, array $card, array $settings)
    {
        if ($card['status'] === 'excluded') {
            self::exclude($contact, 'consent_' . self::whyExcluded($card['consent']), $place);
            return;
        }
        $others = $place->ofOthers($card['model']['hash']);
        $closed = $place->closed(array_keys(self::$model));
        $fits = $place->fits($card, $others);
        $silent = $fits ? [] : array_keys(array_diff(ScvmFields::SENTENCES, self::ALONE));
        $told = $place->told(array_diff($others, $closed));
        $own = array_values(array_diff(array_intersect(array_keys(ScvmFields::OF_PART), array_keys(self::$model)), $others, $closed));
        $explanation = new ScvmExplanation(self::$model, $settings['language']);
        self::write($contact, self::shared($contact, array_diff($others, $closed), $closed, $own, $told, [
            'reason' => self::reason($card['survey'], $card['value']),
            'currency' => isset(self::$model['currency']) ? self::$model['currency'] : null,
            'score_date' => $card['as_of'],
            'model_version' => $settings['model_version'] === '' ? $card['model']['id'] : $settings['model_version'],
            'model_hash' => $card['model']['hash'],
            'input_hash' => ScvmInputHash::of($record),
            'explain' => $explanation->text($card, $silent, $others || $closed ? $own : null, $told),
        ] + self::scores($card, $fits ? array_keys(ScvmFields::OF_PART) : self::ALONE)));  // without a place the others stay as the batch wrote them
    }

    /** The values without those of parts that others fill, emptied where the person refused what they rest on. */
    private static function shared($contact, array $others, array $closed, array $own, array $told, array $values)
    {
        $empty = $stay = [];
        foreach (ScvmFields::OF_PART as $part => $fields) {
            $empty += in_array($part, $closed, true) ? array_fill_keys($fields, null) : [];
            $stay += in_array($part, $others, true) || !isset(self::$model["$part"]) ? array_flip($fields) : [];
        }
        $values = $empty + array_diff_key($values, $stay);
        if ($others) {
            $first = current(array_intersect(array_keys(ScvmFields::OF_PART), array_merge($own, $others)));
            if (in_array($first, $others, true)) {  // what a row says of its making is of its first part
                $values = array_diff_key($values, array_flip(['model_version', 'model_hash', 'input_hash', 'score_date']));
            }
            $values['reason'] = self::reasonOf($values['reason'], $own, $told, $others);
        }
        $segment = self::now($contact, 'segment', $values);
        $usable = ($segment !== '' && $segment !== 'unclassified') || self::now($contact, 'lifetime_value', $values) !== '';  // as the batch says it
        return ['status' => $usable ? 'scored' : 'insufficient_data'] + $values;
    }

    /** What a field will hold: what is written now, or what stands there. */
    private static function now($contact, $name, array $values)
    {
        $field = 'scvm_' . $name . '_c';
        return (string) (array_key_exists($name, $values) ? $values["$name"] : (isset($contact->$field) ? $contact->$field : ''));
    }

    /** The reasons of all parts, in the order of the parts; each begins with the name of its own. */
    private static function reasonOf($mine, array $own, array $told, array $others)
    {
        $reasons = [];
        foreach (array_merge([['reason' => $mine, 'of' => $own,]], $told) as $record) {
            foreach (explode(',', isset($record['reason']) ? $record['reason'] : '') as $reason) {
                $part = strstr($reason, '_', true);
                $is_theirs = $record['of'] === $own ? in_array($part, $own, true) : in_array($part, $others, true);
                if ($reason !== '' && $is_theirs) {
                    $place = array_search($part, array_keys(ScvmFields::OF_PART), true);
                    $reasons["$place$reason"] = $reason;
                }
            }
        }
        ksort($reasons, SORT_STRING);
        return implode(',', $reasons);
    }

    /** The fields of some parts, as a card tells them. The batch alone writes the place itself. */
    private static function scores(array $card, array $parts)
    {
        $values = [];
        foreach ($parts as $part) {
            foreach (ScvmFields::OF_PART["$part"] as $name) {
                $values["$name"] = self::told($card, ScvmFields::ON_CARD["$name"]);
            }
        }
        return $values;
    }

    private static function told(array $card, array $of)
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

    /** A member of a card by its path, e.g. "survey.segment"; null where there is none. */
    private static function at(array $card, $path)
    {
        $value = $card;
        foreach (explode('.', $path) as $name) {
            $value = isset($value["$name"]) ? $value["$name"] : null;
        }
        return $value;
    }

    /** Nobody is sure: neither 0 nor 1. */
    private static function probability($value)
    {
        return $value === null ? null : self::decimal(min(max($value, 1e-6), 1 - 1e-6));
    }

    /** What people set by hand, in a field of its own, stands in the field itself. */
    private static function write($contact, array $values)
    {
        $computed = [];
        foreach ($values as $name => $value) {
            $by_hand = 'scvm_' . $name . '_override_c';
            if (isset($contact->$by_hand) && (string) $contact->$by_hand !== '') {
                $computed[] = "$name: computed " . ($value === null ? '-' : (is_numeric($value) ? ScvmCells::shortest((float) $value) : $value));
                $values["$name"] = $contact->$by_hand;
            }
        }
        if ($computed) {
            $values['explain'] = '[override] ' . implode('; ', $computed) . "\n" . $values['explain'];
        }
        foreach ($values as $name => $value) {
            self::set($contact, $name, $value);
        }
    }

    /** $place: what another source or mapping said of the person's refusals stays, for the next batch to know. */
    private static function exclude($contact, $reason, $place = null)
    {
        foreach (ScvmFields::EMPTIED as $name) {
            self::set($contact, $name, $name === 'place' && $place ? $place->afterwards() : null);
        }
        self::set($contact, 'status', 'excluded');
        self::set($contact, 'reason', $reason);
        self::set($contact, 'score_date', self::day());
        self::set($contact, 'explain', self::whyNotScored($reason));
    }

    private static function whyNotScored($reason)
    {
        $texts = [
            'en' => ['Not scored: %s.', 'consent_missing' => 'there is no consent', 'consent_refused' => 'consent is refused',
                'consent_withdrawn' => 'consent is withdrawn', 'consent_expired' => 'consent is expired', 'erased' => 'the person was erased'],
            'de' => ['Nicht bewertet: %s.', 'consent_missing' => 'die Einwilligung fehlt', 'consent_refused' => 'die Einwilligung ist verweigert',
                'consent_withdrawn' => 'die Einwilligung ist widerrufen', 'consent_expired' => 'die Einwilligung ist abgelaufen', 'erased' => 'die Person wurde gelöscht'],
        ];
        try {
            $language = ScvmSettings::all()['language'];
        } catch (Throwable $e) {
            $language = 'en';  // a withdrawal works without settings, too
        }
        $said = $texts[$language === 'de' ? 'de' : 'en'];
        return sprintf($said[0], isset($said["$reason"]) ? $said["$reason"] : $reason);
    }

    /** The cause, as far as the field holds it; SuiteCRM's database would refuse a character that is cut in two. */
    private static function fail($contact, $status, $cause)
    {
        self::set($contact, 'status', $status);
        self::set($contact, 'reason', preg_replace('/^(.{0,100}).*$/su', '$1', ScvmComplaint::oneLine($cause)) ?: 'no UTF-8');
    }

    private static function whyExcluded(array $consent)
    {
        foreach (['survey', 'value', 'network'] as $use) {
            if (isset($consent["$use"]) && $consent["$use"] !== 'included') {
                return $consent["$use"];
            }
        }
        return 'missing';
    }

    /** Why a part of the scores is absent; empty where none is. */
    private static function reason(array $survey, array $value)
    {
        $reasons = in_array($survey['status'], ['scored', 'not_asked'], true) ? [] : ['survey_' . $survey['status']];
        if (!in_array($value['status'], ['scored', 'population_spend', 'not_asked'], true)) {
            $reasons[] = 'value_' . $value['status'];
        }
        return implode(',', $reasons);
    }

    /** SuiteCRM leaves a custom field as it was where the bean's value is null: '' is what empties it, numbers too. */
    private static function set($contact, $name, $value)
    {
        $field = 'scvm_' . $name . '_c';
        $contact->$field = $value === null ? '' : $value;
    }

    /** A point as decimal mark whatever the locale, which PHP 7 would use. */
    private static function decimal($number)
    {
        return $number === null ? null : sprintf('%.6F', $number);
    }
}
