<?php
if (!class_exists('ScvmEngine', false)) {  // it may have been preloaded
    require_once 'custom/scvm/Engine.php';
}
require_once 'custom/scvm/Settings.php';
require_once 'custom/scvm/History.php';

/**
 * Scores a contact while it is saved: sets its custom fields, which the save then writes in its own UPDATE.
 *
 * Nothing in here can stop a save. What cannot be scored keeps its old scores; the field scvm_status_c says why they are old.
 */
class ScvmContactHook
{
    /** What is emptied for contacts who must not be scored: what they score, and what it was made of. */
    private static $emptied = [
        'segment', 'satisfaction', 'attachment', 'revenue', 'p_alive', 'expected_purchases', 'clv', 'currency', 'influence', 'social_score',
        'network_equity', 'engagement_value', 'value_tier', 'treatment', 'input_hash',
    ];
    /** What one contact's own data tell; the rest of a card needs everybody's, and is the batch's to explain. */
    private static $explained = ['satisfaction', 'attachment', 'barrier', 'segment', 'lifetime_value'];
    /** What people may set by hand, in fields of their own; it then stands in the field itself. */
    private static $overridable = ['segment', 'clv'];

    private static $engine;
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
            if ($history->erased($contact->id)) {
                self::exclude($contact, 'erased');
                return;
            }
            $engine = self::engine($settings);
            $record = $history->record($contact, gmdate('Y-m-d'));
            self::apply($contact, $engine, $record, $engine->score($record), $settings);
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
        $key = $settings['library'] . "\n" . $json;
        if (self::$engine === null || self::$opened !== $key) {
            self::$engine = null;
            self::$engine = new ScvmEngine($settings['library'], $json);
            self::$opened = $key;
        }
        return self::$engine;
    }

    private static function apply($contact, $engine, array $record, array $card, array $settings)
    {
        if ($card['status'] === 'excluded') {
            self::exclude($contact, 'consent_' . self::whyExcluded($card['consent']));
            return;
        }
        $survey = $card['survey'];
        $value = $card['value'];
        $p_alive = self::part($value, 'p_alive');
        $segment = self::part($survey, 'segment');
        $clv = self::part($value, 'lifetime_value');
        $usable = ($segment !== null && $segment !== 'unclassified') || $clv !== null;  // as the batch says it
        self::write($contact, [
            'status' => $usable ? 'scored' : 'insufficient_data',
            'reason' => self::reason($survey, $value),
            'segment' => $segment,
            'satisfaction' => self::decimal(self::part($survey, 'satisfaction')),
            'attachment' => self::decimal(self::part($survey, 'attachment')),
            'revenue' => self::decimal(self::part($value, 'revenue')),
            'p_alive' => $p_alive === null ? null : self::decimal(min(max($p_alive, 1e-6), 1 - 1e-6)),  // nobody is sure
            'expected_purchases' => self::decimal(self::part($value, 'expected_purchases')),
            'clv' => self::decimal($clv),
            'currency' => self::part($value, 'currency'),
            'score_date' => $card['as_of'],
            'model_version' => $settings['model_version'] === '' ? $card['model']['id'] : $settings['model_version'],
            'model_hash' => $card['model']['hash'],
            'input_hash' => self::hash($record),
            'explain' => self::explanation($card, $settings['language']),
        ]);
        // What needs everybody's interactions or the whole company's capacity is made, and written, by the batch alone.
    }

    private static function write($contact, array $values)
    {
        $computed = [];
        foreach (self::$overridable as $name) {
            $by_hand = 'scvm_' . $name . '_override_c';
            if (isset($contact->$by_hand) && (string) $contact->$by_hand !== '') {
                $computed[] = "$name: computed " . ($values[$name] === null ? '-' : $values[$name]);
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
        $reasons = $survey['status'] === 'scored' ? [] : ['survey_' . $survey['status']];
        if (!in_array($value['status'], ['scored', 'population_spend'], true)) {
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
        return $number === null ? null : number_format($number, 6, '.', '');
    }

    /** What the scores were made of; the day of scoring is a field of its own. */
    private static function hash(array $record)
    {
        unset($record['as_of']);
        return hash('sha256', json_encode($record, JSON_INVALID_UTF8_SUBSTITUTE));
    }

    /** One line a score, and for those that add up the parts that count most and least. */
    private static function explanation(array $card, $language)
    {
        $lines = [];
        foreach ($card['explanation'] as $score) {
            if (!in_array($score['score'], self::$explained, true)) {
                continue;
            }
            $lines[] = $language === 'de' && isset($score['sentence_de']) ? $score['sentence_de'] : $score['sentence'];
            $parts = [];
            foreach ($score['parts'] as $part) {
                if (isset($part['contribution'])) {
                    $parts[$part['name']] = $part['contribution'];
                }
            }
            arsort($parts);
            $most = array_slice($parts, 0, 3, true);
            $least = array_slice(array_diff_key($parts, $most), -3, 3, true);
            foreach ($most + $least as $name => $contribution) {
                $lines[] = sprintf('  %s: %s', $name, number_format($contribution, 2, '.', ''));
            }
        }
        foreach ($card['rejected'] as $row) {
            $lines[] = sprintf('! %s %d: %s', $row['table'], $row['row'], $row['reason']);
        }
        return implode("\n", $lines);
    }

    private static function oneLine($text)
    {
        return trim(preg_replace('/\s+/', ' ', $text));
    }
}
