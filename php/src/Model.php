<?php
declare(strict_types=1);

namespace Scvm;

/** A scoring model that is open in this process. */
final class Model
{
    private static ?Model $opened = null;
    private static string $key = '';

    private Engine $engine;
    /** @var array<string, mixed> */
    private array $rules;
    private bool $is_silent;

    /** @param array<string, mixed> $rules */
    private function __construct(Engine $engine, array $rules, bool $is_silent)
    {
        $this->engine = $engine;
        $this->rules = $rules;
        $this->is_silent = $is_silent;
    }

    /** The model of the settings; opened once a process, and again where it has changed. Throws Unusable where it does not work. */
    public static function of(Settings $settings): Model
    {
        $json = Settings::withoutComments($settings->model_text);
        if (trim($json) === '') {
            throw new Unusable(trim($settings->model_path . ': there is no scoring model', ': '));
        }
        $key = json_encode([$settings->library, $settings->consent->missing(), $settings->currency]) . "\n" . $json;
        if (self::$opened === null || self::$key !== $key) {
            self::$opened = null;
            $is_silent = !isset(json_decode($json, true)['consent']);
            $json = self::effective($json, $settings);
            try {
                $engine = Engines::best($json, $settings->library);
            } catch (EngineError $e) {
                throw new Unusable($e->getMessage());
            }
            self::$opened = new Model($engine, json_decode($json, true), $is_silent);
            self::$key = $key;
        }
        return self::$opened;
    }

    public function engine(): Engine
    {
        return $this->engine;
    }

    /** @return array<string, mixed> the model file, decoded */
    public function rules(): array
    {
        return $this->rules;
    }

    /** The settings' rule, for this model. */
    public function consent(Settings $settings): Consent
    {
        return $settings->consent->forModel($this->is_silent ? [] : $this->rules);
    }

    public function currency(): ?string
    {
        return $this->rules['currency'] ?? null;
    }

    /** Where the customers live, as a model says it: UTC where it says nothing that can be read. */
    public static function zoneOf(Settings $settings): string
    {
        $rules = json_decode(Settings::withoutComments($settings->model_text), true);
        try {
            return (new \DateTimeZone($rules['time_zone'] ?? 'UTC'))->getName();
        } catch (\Throwable $e) {
            return 'UTC';
        }
    }

    /** A day where the customers live, e.g. "now" or "-7 days". */
    public static function day(Settings $settings, string $when = 'now'): string
    {
        return (new \DateTime($when, new \DateTimeZone(self::zoneOf($settings))))->format('Y-m-d');
    }

    /** The model with a consent section, and with the mapping's currency, where it has none: as the batch makes it. */
    private static function effective(string $json, Settings $settings): string
    {
        $rules = json_decode($json, true);
        $more = [];
        if (is_array($rules) && !isset($rules['consent'])) {
            $more['consent'] = ['missing' => $settings->consent->missing()];
        }
        if (is_array($rules) && !array_key_exists('currency', $rules) && $settings->currency !== '') {
            $more['currency'] = $settings->currency;
        }
        return $more ? (string) preg_replace('/\{/', addcslashes(substr((string) json_encode($more), 0, -1), '\\$') . ', ', $json, 1) : $json;
    }
}
