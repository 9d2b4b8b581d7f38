<?php
if (!class_exists('ScvmEngine', false)) {  // it may have been preloaded
    require_once 'custom/scvm/Engine.php';
}
require_once 'custom/scvm/Settings.php';
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
    /** What is emptied for contacts who must not be scored: what they score, and what it was made of. */
    private static $emptied = [
        'segment', 'satisfaction', 'attachment', 'revenue', 'p_alive', 'expected_purchases', 'lifetime_value', 'currency', 'influence', 'social_score',
        'network_value', 'engagement_value', 'value_tier', 'treatment', 'input_hash', 'place',
    ];

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
            // A withdrawal needs no library, no settings that are right, and no look at the contact's data.
            if (ScvmHistory::consent($contact, ScvmSettings::usualConsent()) === 'withdrawn') {
                self::exclude($contact, 'consent_withdrawn');
                return;
            }
            $settings = ScvmSettings::all();
            $history = new ScvmHistory(DBManagerFactory::getInstance(), $settings);
            if ($history->erased(ScvmHistory::id($contact))) {
                self::exclude($contact, 'erased');
                return;
            }
            $engine = self::engine($settings);
            $zone = isset(self::$model['time_zone']) ? self::$model['time_zone'] : 'UTC';
            $record = $history->record($contact, (new DateTime('now', new DateTimeZone($zone)))->format('Y-m-d'), $zone);
            $place = new ScvmPlace(isset($contact->scvm_place_c) ? $contact->scvm_place_c : '');
            $card = $engine->score($history->whole($record) + $place->record(self::tierBefore($contact, $settings)));
            self::apply($contact, $record, $place, $card, $settings);
        } catch (ScvmUnavailable $e) {
            self::fail($contact, 'stale', 'waiting for the batch');
        } catch (Throwable $e) {
            self::fail($contact, 'error', 'the log says why');
            $GLOBALS['log']->error('scvm: contact ' . json_encode($contact->id) . ' keeps its old scores: ' . self::oneLine($e->getMessage()));
        }
    }

    /** The engine of this process; opened once, and again where the model file has changed. */
    public static function engine(array $settings)
    {
        $json = ScvmSettings::text($settings['model']);
        if ($json === '') {
            throw new ScvmError($settings['model'] . ': there is no scoring model');
        }
        $key = json_encode([$settings['library'], $settings['consent'], $settings['currency']]) . "\n" . $json;
        if (self::$engine === null || self::$opened !== $key) {
            self::$engine = null;
            $json = self::effective($json, $settings);
            self::$engine = new ScvmEngine($settings['library'], $json);
            self::$model = json_decode($json, true);
            self::$opened = $key;
        }
        return self::$engine;
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

    /** The tier that the contact has, where the model keeps tiers and the mapping says that this is where they stand. */
    private static function tierBefore($contact, array $settings)
    {
        $attribute = isset(self::$model['treatment']['previous_tier']) ? self::$model['treatment']['previous_tier'] : '';
        if (!isset($settings['attributes'][$attribute], $contact->scvm_value_tier_c) || $settings['attributes'][$attribute] !== 'scvm_value_tier_c') {
            return null;
        }
        return html_entity_decode($contact->scvm_value_tier_c, ENT_QUOTES, 'UTF-8');
    }

    private static function apply($contact, array $record, ScvmPlace $place, array $card, array $settings)
    {
        if ($card['status'] === 'excluded') {
            self::exclude($contact, 'consent_' . self::whyExcluded($card['consent']));
            return;
        }
        $survey = $card['survey'];
        $value = $card['value'];
        $p_alive = self::part($value, 'p_alive');
        $segment = self::part($survey, 'segment');
        $lifetimeValue = self::part($value, 'lifetime_value');
        $usable = ($segment !== null && $segment !== 'unclassified') || $lifetimeValue !== null;  // as the batch says it
        $silent = $place->fits($card) ? [] : ScvmExplanation::OF_OTHERS;
        $explanation = new ScvmExplanation(self::$model, $settings['language']);
        self::write($contact, [
            'status' => $usable ? 'scored' : 'insufficient_data',
            'reason' => self::reason($survey, $value),
            'segment' => $segment,
            'satisfaction' => self::decimal(self::part($survey, 'satisfaction')),
            'attachment' => self::decimal(self::part($survey, 'attachment')),
            'revenue' => self::decimal(self::part($value, 'revenue')),
            'p_alive' => $p_alive === null ? null : self::decimal(min(max($p_alive, 1e-6), 1 - 1e-6)),  // nobody is sure
            'expected_purchases' => self::decimal(self::part($value, 'expected_purchases')),
            'lifetime_value' => self::decimal($lifetimeValue),
            'currency' => isset(self::$model['currency']) ? self::$model['currency'] : null,
            'score_date' => $card['as_of'],
            'model_version' => $settings['model_version'] === '' ? $card['model']['id'] : $settings['model_version'],
            'model_hash' => $card['model']['hash'],
            'input_hash' => ScvmInputHash::of($record),
            'explain' => $explanation->text($card, $silent),
        ] + ($place->fits($card) ? self::amongOthers($card) : []));  // without a place they stay as the batch wrote them
    }

    /** The scores that rest on what others do. The batch alone writes the place itself. */
    private static function amongOthers(array $card)
    {
        $network = isset($card['network']) ? $card['network'] : [];
        $equity = isset($card['equity']) ? $card['equity'] : [];
        $treatment = isset($card['treatment']) ? $card['treatment'] : [];
        return [
            'influence' => self::decimal(self::part($network, 'influence')),
            'social_score' => self::decimal(self::part($network, 'social_score')),
            'network_value' => self::decimal(self::part($equity, 'network_value')),
            'engagement_value' => self::decimal(self::part($equity, 'engagement_value')),
            'value_tier' => self::part($treatment, 'value_tier'),
            'treatment' => self::part($treatment, 'status') === 'treated' ? self::part($treatment, 'action') : null,
        ];
    }

    /** What people set by hand, in a field of its own, stands in the field itself. */
    private static function write($contact, array $values)
    {
        $computed = [];
        foreach ($values as $name => $value) {
            $by_hand = 'scvm_' . $name . '_override_c';
            if (isset($contact->$by_hand) && (string) $contact->$by_hand !== '') {
                $computed[] = "$name: computed " . ($value === null ? '-' : (is_numeric($value) ? ScvmCells::shortest((float) $value) : $value));
                $values[$name] = $contact->$by_hand;
            }
        }
        if ($computed) {
            $values['explain'] = '[override] ' . implode('; ', $computed) . "\n" . $values['explain'];
        }
        foreach ($values as $name => $value) {
            self::set($contact, $name, $value);
        }
    }

    private static function exclude($contact, $reason)
    {
        foreach (self::$emptied as $name) {
            self::set($contact, $name, null);
        }
        self::set($contact, 'status', 'excluded');
        self::set($contact, 'reason', $reason);
        self::set($contact, 'score_date', gmdate('Y-m-d'));
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
        return sprintf($said[0], isset($said[$reason]) ? $said[$reason] : $reason);
    }

    private static function fail($contact, $status, $reason)
    {
        self::set($contact, 'status', $status);
        self::set($contact, 'reason', $reason);
    }

    private static function whyExcluded(array $consent)
    {
        foreach (['survey', 'value', 'network'] as $use) {
            if (isset($consent[$use]) && $consent[$use] !== 'included') {
                return $consent[$use];
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

    private static function part(array $scores, $name)
    {
        return isset($scores[$name]) ? $scores[$name] : null;
    }

    /** A point as decimal mark whatever the locale, which PHP 7 would use. */
    private static function decimal($number)
    {
        return $number === null ? null : sprintf('%.6F', $number);
    }

    private static function oneLine($text)
    {
        return trim(preg_replace('/\s+/', ' ', $text));
    }
}
